import { expect } from "@playwright/test";
import { test } from "../testing/journey";
import { base, expectAccessible, signIn, speakEnglish } from "./office";

test("the home tells what needs attention, the week and today's sends, each with its way there", async ({ page }) => {
  await signIn(page, "owner");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "対応が必要なこと" })).toBeVisible();
  await expect(main.getByRole("heading", { name: "この7日間" })).toBeVisible();
  await expect(main.getByRole("heading", { name: "新規会員" })).toBeVisible({ timeout: 60_000 });
  await expect(main.getByRole("heading", { name: "今日の配信" })).toBeVisible();
  await expectAccessible(page);
  await main.getByRole("link", { name: "配信カレンダーを見る" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "配信カレンダー" })).toBeVisible();
});

test("the same in English for an analyst, with numbers only", async ({ page }) => {
  await signIn(page, "analyst");
  await speakEnglish(page);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Needs attention" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "The last 7 days" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${base}/calendar`);
  await expect(page.getByRole("heading", { level: 1, name: "Send calendar" })).toBeVisible();
});
