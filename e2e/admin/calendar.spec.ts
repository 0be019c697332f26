import { expect } from "@playwright/test";
import { test } from "../testing/journey";
import { base, expectAccessible, openSentCampaign, signIn, speakEnglish, warrantyCampaign } from "./office";

test("the calendar shows what was sent and what will be, and leads to the campaign", async ({ page }) => {
  await signIn(page, "marketing");
  await openSentCampaign(page);
  await page.goto(`${base}/calendar?view=list`);
  const today = page.getByRole("listitem").filter({ has: page.getByText("今日", { exact: true }) });
  await expect(today.getByText(/^送信済み/).first()).toBeVisible();
  // Not any day: campaigns of other journeys come and go.
  const ahead = page
    .getByRole("listitem")
    .filter({ hasText: "見込み" })
    .filter({ has: page.getByRole("link", { name: warrantyCampaign }) })
    .first();
  await expect(ahead.getByText(/^約[\d,]+通$/).first()).toBeVisible();
  await expectAccessible(page);
  await ahead.getByRole("link", { name: warrantyCampaign }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: warrantyCampaign })).toBeVisible();
});

test("by month, week and list, there and back, all in the address", async ({ page }) => {
  await signIn(page, "marketing", `${base}/calendar?on=2027-01-15`);
  await expect(page.getByRole("heading", { name: "2027年1月" })).toBeVisible();
  await page.getByRole("link", { name: "次へ" }).click();
  await expect(page.getByRole("heading", { name: "2027年2月" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "2027年1月" })).toBeVisible();
  await page.getByRole("link", { name: "1月20日(水)の配信" }).click();
  await expect(page).toHaveURL(/view=week&on=2027-01-20/);
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(7);
  await page.getByRole("link", { name: "下書きと一時停止中も含める" }).click();
  await expect(page.getByText("下書きと一時停止中も、いま配信を始めたものとして", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "今日", exact: true }).click();
  await expectAccessible(page);
});

test("on a phone the month is a list, in English", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "owner", `${base}/calendar`);
  await speakEnglish(page);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Send calendar" })).toBeVisible();
  await expect(page.getByText("Future numbers are estimates", { exact: false })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});
