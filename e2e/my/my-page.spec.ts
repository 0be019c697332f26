import type { Page } from "@playwright/test";
import { asHanako, balance, expect, hanako, my, numberIn, signInByPassword, test } from "./customer";

const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "メインメニュー" }).getByRole("link", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const points = (page: Page) => page.getByRole("main").getByText(/^-?[\d,]+ ポイント$/);

test("signs in by password, and out again for good", async ({ page }) => {
  await signInByPassword(page);
  await tab(page, "設定").click();
  await expect(heading(page, "設定")).toBeVisible();
  await expect(page.getByText(hanako.email)).toBeVisible();
  const session = await page.context().cookies();
  await page.getByRole("button", { name: "ログアウト" }).click();
  await expect(heading(page, "マイページにログイン")).toBeVisible();
  // A copy of the cookie is worth nothing either.
  await page.context().addCookies(session);
  await page.goto(my);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a wrong password is refused without saying what was wrong, and the address stays", async ({ page }) => {
  await page.goto(`${my}/sign-in?with=password`);
  await page.getByLabel("メールアドレス").fill("nobody@example.jp");
  await page.getByLabel("パスワード", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "ログイン", exact: true }).click();
  await expect(page.getByText("メールアドレスまたはパスワードが正しくありません。")).toBeVisible();
  await expect(page.getByLabel("メールアドレス")).toHaveValue("nobody@example.jp");
});

test.describe("signed in", () => {
  test.use(asHanako);

  test("every page shows the same numbers", async ({ page }) => {
    await page.goto(my);
    const available = numberIn(await balance(page).textContent());
    expect(available).toBeGreaterThan(0);

    await tab(page, "会員証").click();
    await expect(heading(page, "会員証")).toBeVisible();
    await expect(page.getByRole("img", { name: /^会員番号 29\d{11} のバーコード$/ })).toBeVisible();
    expect(numberIn(await points(page).textContent())).toBe(available);

    await tab(page, "ホーム").click();
    await page.getByRole("link", { name: "ポイント履歴" }).click();
    await expect(heading(page, "ポイント")).toBeVisible();
    expect(numberIn(await balance(page).textContent())).toBe(available);
    const movements = page.getByRole("listitem").filter({ hasText: "残高" });
    expect(numberIn(await movements.first().getByText(/^残高/).textContent())).toBe(available);
    const expiring = await page
      .getByRole("listitem")
      .filter({ hasText: /に失効/ })
      .getByText(/ポイント$/)
      .allTextContents();
    expect(expiring.map(numberIn).reduce((sum, n) => sum + n, 0)).toBe(available);

    // What the history says was earned is what the receipt says.
    const earned = movements.filter({ has: page.getByRole("link") }).first();
    const gain = numberIn(await earned.getByText(/^\+/).textContent());
    await earned.getByRole("link").click();
    await expect(page.getByRole("definition").filter({ hasText: "ポイント" }).last()).toHaveText(
      `${gain.toLocaleString("ja-JP")} ポイント`,
    );
  });

  test("purchases and warranties lead to each thing and back", async ({ page }) => {
    await page.goto(my);
    await tab(page, "購入履歴").click();
    await expect(heading(page, "購入履歴")).toBeVisible();
    const purchases = page.getByRole("main").getByRole("listitem");
    expect(await purchases.count()).toBeGreaterThanOrEqual(4);
    const total = await purchases
      .first()
      .getByText(/^￥[\d,]+$/)
      .textContent();
    await purchases.first().getByRole("link").click();
    await expect(page.getByText("レシート番号")).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: "￥" })).toHaveText(total ?? "");
    await page.getByRole("main").getByRole("link", { name: "購入履歴" }).click();

    await tab(page, "保証").click();
    await expect(heading(page, "保証")).toBeVisible();
    const soon = page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ hasText: /あと1[678]日/ });
    await soon.getByRole("link").click();
    await expect(heading(page, /冷蔵庫/)).toBeVisible();
    await expect(page.getByRole("link", { name: "ログイン" })).toHaveCount(0);
    await page.getByRole("main").getByRole("link", { name: "保証", exact: true }).click();
    await expect(heading(page, "保証")).toBeVisible();
  });

  test("English on every page, until it is switched back", async ({ page }) => {
    await page.goto(my);
    await page.getByRole("button", { name: "English" }).click();
    await expect(heading(page, "Hello, 田中 花子")).toBeVisible();
    for (const [path, title] of [
      ["/card", "Member card"],
      ["/points", "Points"],
      ["/purchases", "Purchases"],
      ["/warranties", "Warranties"],
      ["/account", "Settings"],
    ]) {
      await page.goto(`${my}${path}`);
      await expect(heading(page, title ?? "")).toBeVisible();
      // Names of people, shops and goods stay as they are; the words of the product do not.
      await expect(page.getByText(/ください|ポイント|購入日|表示する/)).toHaveCount(0);
    }
    await page.getByRole("button", { name: "日本語" }).first().click();
    await expect(heading(page, "設定")).toBeVisible();
  });
});
