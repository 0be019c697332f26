import { expect } from "@playwright/test";
import { expectAccessible, issueCard, scan, scanBox, standAtCounter, test } from "./counter";

test("a wrong bar code is refused with the reason, and the next scan works", async ({ page }) => {
  await standAtCounter(page);
  await scan(page, "4901234567894");
  await expect(page.getByRole("alert").filter({ hasText: "商品のバーコードです" })).toBeVisible();
  await expectAccessible(page);
  await scan(page, "2900000000000");
  await expect(page.getByRole("alert").filter({ hasText: "番号の読み取りに誤りがあります" })).toBeVisible();
  const card = await issueCard(page);
  await page.getByRole("button", { name: "次のお客様へ" }).click();
  await scan(page, card);
  await expect(page.getByRole("heading", { level: 1, name: /^会員 29/ })).toBeVisible();
});

test("goods nobody knows are named, and what was scanned before stays", async ({ page }) => {
  await standAtCounter(page);
  await page.getByRole("link", { name: "会員証なしで会計" }).click();
  await expect(scanBox(page)).toBeFocused();
  await scan(page, "CL-S1");
  await expect(scanBox(page)).toHaveValue("");
  await scan(page, "NO-SUCH-1");
  await expect(
    page.getByRole("alert").filter({ hasText: "「NO-SUCH-1」に該当する商品が見つかりません" }),
  ).toBeVisible();
  await expect(page.getByRole("list", { name: "商品", exact: true }).getByRole("listitem")).toHaveCount(1);
});

test("an answer lost on the way is no second sale", async ({ page }) => {
  await standAtCounter(page);
  await issueCard(page);
  await page.getByRole("link", { name: "会計へ進む" }).click();
  await expect(scanBox(page)).toBeFocused();
  await scan(page, "CL-S1");
  await expect(scanBox(page)).toHaveValue("");
  // The sale arrives and is recorded; only the answer is lost.
  await page.route(
    "**/purchases.record?*",
    async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    },
    { times: 1 },
  );
  await page.getByRole("button", { name: "会計を記録" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "通信できませんでした" })).toBeVisible();
  await expect(page.getByRole("list", { name: "商品", exact: true }).getByRole("listitem")).toHaveCount(1);
  // Even a reload keeps the sale and its receipt number.
  await page.reload();
  await expect(page.getByRole("list", { name: "商品", exact: true }).getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "会計を記録" }).click();
  await expect(page.getByText("この会計はすでに記録されています。")).toBeVisible();
  await page.getByRole("link", { name: "会員を表示" }).click();
  await expect(page.getByRole("link", { name: /の商品を返品する$/ })).toHaveCount(1);
});

test("without a network the search says so and keeps what was typed", async ({ page, context }) => {
  await standAtCounter(page);
  await context.setOffline(true);
  await scan(page, "タナカ");
  await expect(page.getByRole("alert").filter({ hasText: "通信できませんでした" })).toBeVisible();
  await expect(scanBox(page)).toHaveValue("タナカ");
  await context.setOffline(false);
  await page.getByRole("button", { name: "もう一度試す" }).click();
  await expect(page.getByRole("main").getByRole("listitem").first()).toBeVisible();
});

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("whoever is not signed in is sent to sign in first", async ({ page }) => {
    await page.goto("/aoi/staff");
    await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  });
});
