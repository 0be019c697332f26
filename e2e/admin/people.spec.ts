import { expect } from "@playwright/test";
import { test } from "../testing/journey";
import { base, openSentCampaign, signIn, warrantyCampaign } from "./office";

test("finds a person by address and sees what happened to them", async ({ page }) => {
  await signIn(page);
  await page.getByRole("link", { name: "会員", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "会員" })).toBeVisible();
  await page.getByRole("searchbox", { name: "会員を検索" }).fill("hanako@example.jp");
  await expect(page).toHaveURL(/q=hanako/);
  await page.getByRole("link", { name: /田中 花子/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("田中 花子");
  await expect(page.getByText("吉祥寺本店でお買い物").first()).toBeVisible();
  await expect(page.getByText(warrantyCampaign).first()).toBeVisible();
  for (const part of ["メッセージ", "購買", "ポイント", "保証", "受信許可"]) {
    const tabs = page.getByRole("navigation", { name: "会員の情報" });
    await tabs.getByRole("link", { name: part }).click();
    await expect(tabs.getByRole("link", { name: part })).toHaveAttribute("aria-current", "page");
  }
});

test("says so when nobody is found, and leads back", async ({ page }) => {
  await signIn(page, "marketing", `${base}/members?q=nobody-has-this-name`);
  await expect(page.getByText("該当する会員が見つかりません")).toBeVisible();
  await page.getByRole("link", { name: "すべての会員を表示する" }).click();
  await expect(page.getByRole("table").getByRole("row").nth(5)).toBeVisible();
});

test("why this mail: from the campaign to the person to the very mail", async ({ page }) => {
  await signIn(page);
  await openSentCampaign(page);
  await page.getByRole("group", { name: "判定で絞り込み" }).getByRole("link", { name: "配信" }).click();
  await expect(page).toHaveURL(/verdict=send/);
  const row = page.getByRole("table", { name: "一人ひとりの判定" }).getByRole("row").nth(1);
  const name = await row.getByRole("link").textContent();
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name ?? "");
  await expect(page.getByText("お送りしました。").first()).toBeVisible();
  await page.getByRole("button", { name: "メールを見る" }).first().click();
  const mail = page.getByRole("dialog");
  await expect(mail.getByRole("heading")).toContainText("保証");
  await expect(mail.frameLocator("iframe").getByText(`${name} 様`).first()).toBeVisible();
});

test("why not: a person without consent has that as the reason", async ({ page }) => {
  await signIn(page);
  await openSentCampaign(page);
  await page.getByRole("group", { name: "判定で絞り込み" }).getByRole("link", { name: "受信の許可なし" }).click();
  await expect(page).toHaveURL(/verdict=no_consent/);
  await page.getByRole("table", { name: "一人ひとりの判定" }).getByRole("row").nth(1).getByRole("link").click();
  await expect(page.getByText("メールの受信を許可されていないため、お送りしていません。").first()).toBeVisible();
});

test("points are added by hand, with a reason that stays", async ({ page }) => {
  await signIn(page, "marketing");
  await page.goto(`${base}/members?q=hanako%40example.jp`);
  await page.getByRole("link", { name: /田中 花子/ }).click();
  await page.getByRole("button", { name: "調整する" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("ポイント数").fill("120");
  await dialog.getByLabel("理由").fill("レジでの付与もれ");
  await dialog.getByRole("button", { name: "加算する" }).click();
  await expect(page.getByText("ポイントを調整しました")).toBeVisible();
  await expect(page.getByText("レジでの付与もれ").first()).toBeVisible();
});
