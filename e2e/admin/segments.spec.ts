import { expect } from "@playwright/test";
import { test } from "../testing/journey";
import { base, signIn, speakEnglish } from "./office";

test("a segment in words with its count, and people of it", async ({ page }) => {
  await signIn(page, "owner", `${base}/segments`);
  const row = page.getByRole("listitem").filter({ hasText: "保証がまもなく切れる方（60日以内）" });
  await expect(row.getByText(/保証.*会員/)).toBeVisible();
  await expect(row.getByText(/^[\d,]+人$/)).toBeVisible();
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "保証がまもなく切れる方（60日以内）" })).toBeVisible();
  const sample = page.getByRole("table", { name: "該当する会員の例" });
  await sample.getByRole("row").nth(1).getByRole("link").click();
  await expect(page.getByRole("navigation", { name: "会員の情報" })).toBeVisible();
});

test("the same in English", async ({ page }) => {
  await signIn(page, "owner", `${base}/segments`);
  await speakEnglish(page);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Segments" })).toBeVisible();
  await expect(
    page
      .getByRole("listitem")
      .filter({ hasText: "60日以内" })
      .getByText(/Members who|Members whose/),
  ).toBeVisible();
  await expect(page.getByText(/^[\d,]+ members$/).first()).toBeVisible();
});
