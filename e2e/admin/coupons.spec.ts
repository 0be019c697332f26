import { expect } from "@playwright/test";
import { test, unlike } from "./desk";
import { base, expectAccessible } from "./office";

test("a marketer makes a coupon with 1,000 unique codes, asks for them as a file, and stops the coupon", async ({
  page,
}) => {
  const name = `チラシ ${unlike()}`;
  await page.goto(`${base}/coupons`);
  await page.getByRole("link", { name: "クーポンを作る" }).first().click();
  await page.getByLabel("管理名").fill(name);
  await page.getByLabel("お客様に見せる名前（日本語）").fill("500円引き");
  await page.getByLabel("最低利用金額（円・任意）").fill("3000");
  await expect(page.getByText("お買い上げ合計￥3,000以上で使えます。")).toBeVisible();
  await expect(page.getByText("自社の商品・サービスの代金から差し引く値引は")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByLabel("用途").fill("折込チラシ");
  await page.getByRole("button", { name: "コードを作る" }).click();
  await expect(page.getByText("作成済み 1,000 / 1,000")).toBeVisible();
  await expect(page.getByText(/^[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]{4}$/)).toHaveCount(20);
  await page.getByRole("button", { name: "CSVをダウンロード" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("使う目的").fill("印刷会社へ渡すため");
  await dialog.getByRole("button", { name: "申請する" }).click();
  await dialog.getByRole("link", { name: "書き出しの一覧へ" }).click();
  await expect(page).toHaveURL(/\/exports/);
  await page.goBack();
  await page.getByRole("button", { name: "停止する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "停止する" }).click();
  await expect(page.getByText("停止中").first()).toBeVisible();
});
