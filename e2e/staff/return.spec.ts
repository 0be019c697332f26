import { expect } from "@playwright/test";
import { expectAccessible, fact, issueCard, sell, standAtCounter, test } from "./counter";

test("one of two pieces comes back, and its points with it", async ({ page }) => {
  await standAtCounter(page);
  await issueCard(page);
  await page.getByRole("link", { name: "会計へ進む" }).click();
  await sell(page, "CL-S1", "CL-S1");
  await page.getByRole("link", { name: "会員を表示" }).click();
  await page.getByRole("link", { name: /の商品を返品する$/ }).click();
  const record = page.getByRole("button", { name: "返品を記録" });
  await expect(record).toHaveAccessibleDescription("返品する商品の数量を入力してください");
  await page.getByRole("button", { name: /を1つ増やす$/ }).click();
  await expectAccessible(page);
  await record.click();
  await expect(page.getByRole("heading", { name: "返品を記録しました" })).toBeVisible();
  await expect(fact(page, "ご返金")).toHaveText("￥24,800");
  await expect(fact(page, "取り消した獲得ポイント")).toHaveText("−248 ポイント");
  await page.getByRole("link", { name: "会員を表示" }).click();
  await expect(page.getByText("一部返品")).toBeVisible();
});
