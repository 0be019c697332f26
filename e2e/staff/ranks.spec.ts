import { expect } from "@playwright/test";
import { issueCard, sell, standAtCounter, test } from "./counter";

test("a sale lifts the customer's rank at once, and its return takes the rank back", async ({ page }) => {
  await standAtCounter(page);
  await issueCard(page);
  await page.getByRole("link", { name: "会計へ進む" }).click();
  await sell(page, "CL-S1", "CL-S1", "CL-S1");
  await page.getByRole("link", { name: "会員を表示" }).click();
  await expect(page.getByText("シルバー", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: /の商品を返品する$/ }).click();
  await page.getByRole("button", { name: /を1つ増やす$/ }).click();
  await page.getByRole("button", { name: "返品を記録" }).click();
  await expect(page.getByRole("heading", { name: "返品を記録しました" })).toBeVisible();
  await page.getByRole("link", { name: "会員を表示" }).click();
  await expect(page.getByText("レギュラー", { exact: true })).toBeVisible();
});
