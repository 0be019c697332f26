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

test("a device that is full says so; a sale refused once the network is back is put right from the queue", async ({
  page,
  context,
}) => {
  const card = await issueCard(page);
  await page.goto("/aoi/staff/sale");
  await expect(scanBox(page)).toBeFocused();
  await scan(page, "CL-S1");
  const goods = page.getByRole("list", { name: "商品", exact: true }).getByRole("listitem");
  await expect(goods).toHaveCount(1);
  await context.setOffline(true);
  await expect(page.getByText("通信が切れています")).toBeVisible();
  // A number that is right in itself, but nobody's.
  await scan(page, "2900000000018");
  await expect(page.getByText("通信が戻ったあとに会員を確認し")).toBeVisible();

  await page.evaluate(() => {
    localStorage.removeItem("goen.goods.aoi");
    for (let size = 2 ** 20, n = 0; size > 0; n += 1)
      try {
        localStorage.setItem(`full.${n}`, "x".repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
  });
  const keep = page.getByRole("button", { name: "この端末に控えて、あとで自動で送る" });
  await keep.click();
  await expect(page.getByText("端末の空きがなく、会計を控えられません。", { exact: false })).toBeVisible();
  await expect(goods).toHaveCount(1);
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("full.")) localStorage.removeItem(key);
  });
  await keep.click();
  await expect(page.getByRole("heading", { name: "この端末に控えました" })).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByText("受け付けられなかった会計が1件あります。", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "送信待ちを見る（1件）" }).click();
  await expect(page.getByRole("dialog").getByText("会員番号 2900 0000 00018")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "内容を直す" }).click();
  await expect(goods).toHaveCount(1);
  await expect(scanBox(page)).toBeFocused();
  await scan(page, card);
  await expect(scanBox(page)).toHaveValue("");
  await expect(page.getByText(/^会員 29/).first()).toBeVisible();
  await page.getByRole("button", { name: "会計を記録" }).click();
  await expect(page.getByRole("heading", { name: "会計を記録しました" })).toBeVisible();
  await expect(page.getByRole("button", { name: /送信待ちを見る/ })).toBeHidden();
  await page.getByRole("link", { name: "会員を表示" }).click();
  await expect(page.getByRole("main")).toContainText("248");
});

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("whoever is not signed in is sent to sign in first", async ({ page }) => {
    await page.goto("/aoi/staff");
    await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  });
});
