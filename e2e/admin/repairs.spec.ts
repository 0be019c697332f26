import { expect } from "@playwright/test";
import { test } from "../testing/journey";
import { base, expectAccessible, signIn } from "./office";

test("the office sees the board with its figures, and sets the shop's rules", async ({ page }) => {
  await signIn(page, "owner", `${base}/repairs`);
  await expect(page.getByRole("heading", { level: 1, name: "修理" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "修理にかかった日数" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: /完了/ }).click();
  await expect(page).toHaveURL(/view=done/);
  await page.getByRole("row").nth(1).getByRole("link").click();
  await expect(page.getByText("この修理は終わっています。")).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${base}/settings/repairs`);
  const grace = page.getByLabel("保証終了後の猶予");
  await grace.fill("7");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("保存しました").first()).toBeVisible();
  await page.reload();
  await expect(grace).toHaveValue("7");
  await expectAccessible(page);
  await grace.fill("0");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("保存しました").first()).toBeVisible();
});

test("who sees no persons sees the figures only", async ({ page }) => {
  await signIn(page, "analyst", `${base}/repairs`);
  await expect(page.getByRole("heading", { name: "修理にかかった日数" })).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
});
