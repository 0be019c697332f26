import { expect } from "@playwright/test";
import { test } from "../testing/journey";
import { base, expectAccessible, openSentCampaign, signIn, speakEnglish } from "./office";

test("a stranger signs in and arrives where they wanted to go", async ({ page }) => {
  await signIn(page, "marketing", `${base}/proof`);
  await expect(page.getByRole("heading", { level: 1, name: "ポイント台帳の検証" })).toBeVisible();
  await expect(page.getByText("すべて一致しています")).toBeVisible();
});

test("staff of the counter are shown the way to the counter", async ({ page }) => {
  await signIn(page, "counter");
  await expect(page.getByRole("heading", { name: "管理画面の権限がありません" })).toBeVisible();
  await page.getByRole("link", { name: "カウンターを開く" }).click();
  await expect(page).toHaveURL(/\/aoi\/staff/);
});

test("analysts see numbers, not persons, and are told why", async ({ page }) => {
  await signIn(page, "analyst", `${base}/members`);
  await expect(page.getByText("個人の情報は表示できません")).toBeVisible();
  await openSentCampaign(page);
  await expect(
    page
      .getByRole("table", { name: "一人ひとりの判定" })
      .getByText(/^会員 29/)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "一時停止" })).toHaveAttribute("aria-disabled", "true");
});

for (const language of ["ja", "en"] as const) {
  test(`every page can be used by everyone (${language})`, async ({ page }) => {
    test.setTimeout(180_000);
    await signIn(page);
    await openSentCampaign(page);
    const campaign = new URL(page.url()).pathname;
    await page.goto(`${base}/members?q=hanako%40example.jp`);
    const member = await page.getByRole("link", { name: /田中 花子/ }).getAttribute("href");
    await page.goto(`${base}/segments`);
    const segment = await page.getByRole("link", { name: /60日以内/ }).getAttribute("href");
    const views = ["timeline", "messages", "purchases", "points", "warranties", "consents"].map(
      (view) => `${member}?view=${view}`,
    );
    if (language === "en") await speakEnglish(page);
    // What people of the shop wrote stays as they wrote it; the words of the product are in the reader's language.
    const menu = page.getByRole("navigation", { name: language === "en" ? "Main menu" : "メインメニュー" });
    for (const path of [
      base,
      `${base}/members`,
      ...views,
      `${base}/campaigns`,
      campaign,
      `${base}/segments`,
      segment ?? "",
      `${base}/proof`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(menu).toContainText(language === "en" ? "Ledger proof" : "ポイント台帳の検証");
      await expectAccessible(page);
    }
  });
}
