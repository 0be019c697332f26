import { expect, type Page } from "@playwright/test";
import { expectAccessible, fact, issueCard, scan, scanBox, sell, standAtCounter, test } from "./counter";

const goods = (page: Page) => page.getByRole("list", { name: "商品", exact: true });
const done = (page: Page) => page.getByRole("list", { name: "操作の記録" }).getByRole("listitem");

test("a customer after the other by keyboard alone: sale, card, record, undo", async ({ page }) => {
  await standAtCounter(page);
  await page.keyboard.press("F1");
  await expect(page.getByRole("dialog", { name: "キーボード操作" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("F4");
  await expect(page.getByRole("heading", { level: 1, name: "会計" })).toBeVisible();
  await expect(scanBox(page)).toBeFocused();
  // A reader does not wait for the screen: the second code comes before the first was looked up.
  await scan(page, "CL-S1");
  await scan(page, "KR-270");
  await expect(goods(page).getByRole("listitem")).toHaveCount(2);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "会計を記録しました" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(scanBox(page)).toBeFocused();
  await page.keyboard.press("F2");
  await expect(page.getByRole("button", { name: "カードを発行" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "カードを発行しました" })).toBeVisible();
  await page.keyboard.press("F6");
  await expect(page.getByRole("heading", { level: 1, name: "今日の記録" })).toBeVisible();
  await expect(done(page).first()).toContainText("カード発行");
});

test("what was done by mistake is undone from the day's record, and counts no more", async ({ page }) => {
  await standAtCounter(page);
  const card = await issueCard(page);
  await page.getByRole("link", { name: "会計へ進む" }).click();
  await sell(page, "KR-270");
  await page.getByRole("link", { name: "今日の記録" }).first().click();
  await page.getByRole("link", { name: "自分だけ" }).click();
  await expect(page).toHaveURL(/who=me/);
  const spoken = card.replace(/^(\d{4})(\d{4})/, "$1 $2 ");
  const mine = done(page).filter({ hasText: spoken }).filter({ hasText: "￥79,800" });
  await expect(mine).toContainText("+798 ポイント");
  await expectAccessible(page);
  await mine.getByRole("button", { name: "取り消す" }).click();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "取り消す" }).click();
  await expect(page.getByText("取り消しました")).toBeVisible();
  await expect(mine).toContainText("に取り消し");
  await page.getByRole("link", { name: "前日" }).click();
  await expect(page).toHaveURL(/day=\d{4}-\d{2}-\d{2}&who=me/);
  await page.getByRole("link", { name: "今日", exact: true }).click();
  await expect(page).not.toHaveURL(/day=/);
});

test("a sale just recorded is undone where it says so", async ({ page }) => {
  await standAtCounter(page);
  await issueCard(page);
  await page.getByRole("link", { name: "会計へ進む" }).click();
  await sell(page, "CL-S1");
  await page.getByRole("button", { name: "この会計を取り消す" }).click();
  await expect(page.getByRole("heading", { name: "会計を取り消しました" })).toBeVisible();
  await page.getByRole("link", { name: "会員を表示" }).click();
  await expect(page.getByRole("main")).toContainText("すべて返品済みです");
});

test("an amount by itself is a sale, too", async ({ page }) => {
  await standAtCounter(page);
  await page.getByRole("link", { name: "会員証なしで会計" }).click();
  await page.getByRole("button", { name: "金額だけを入力する" }).click();
  await page.getByLabel("お買い上げの単価（税込）").fill("１,980");
  await page.getByRole("button", { name: "会計を記録" }).click();
  await expect(fact(page, "お支払い")).toHaveText("￥1,980");
});

test("without a network the till goes on: goods, a card, a sale that waits in sight and is sent by itself", async ({
  page,
  context,
}) => {
  await standAtCounter(page);
  const card = await issueCard(page);
  await page.goto("/aoi/staff/sale");
  await expect(scanBox(page)).toBeFocused();
  // Seen once, goods are known to this device.
  await scan(page, "CL-S1");
  await expect(goods(page).getByRole("listitem")).toHaveCount(1);
  await context.setOffline(true);
  await expect(page.getByText("通信が切れています")).toBeVisible();
  await scan(page, "CL-S1");
  await expect(goods(page).getByRole("textbox").first()).toHaveValue("2");
  await scan(page, card);
  await expect(page.getByText("通信が戻ったあとに会員を確認し")).toBeVisible();
  await scan(page, "NO-NET-1");
  await page.getByRole("button", { name: "「NO-NET-1」を金額入力で追加する" }).click();
  await page.getByLabel("商品コードの単価（税込）").fill("500");
  await page.getByRole("button", { name: "この端末に控えて、あとで自動で送る" }).click();
  await expect(page.getByRole("heading", { name: "この端末に控えました" })).toBeVisible();
  await page.getByRole("button", { name: "送信待ちを見る（1件）" }).click();
  await expect(page.getByRole("dialog")).toContainText("￥50,100");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await context.setOffline(false);
  await expect(page.getByRole("button", { name: /送信待ちを見る/ })).toBeHidden();
  await page.getByRole("link", { name: "次のお客様へ" }).click();
  await expect(scanBox(page)).toBeFocused();
  await scan(page, card);
  await expect(page.getByRole("heading", { level: 1, name: /^会員 29/ })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("501");
});

test("the till opens without a network, once it has been open with one", async ({ page, context }) => {
  await page.goto("/aoi/staff/sale");
  await expect(scanBox(page)).toBeFocused();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // From now on the worker sees what is fetched, and keeps it.
  await page.reload();
  await expect(scanBox(page)).toBeFocused();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText("通信が切れています")).toBeVisible();
  await expect(scanBox(page)).toBeFocused();
  await page.getByRole("button", { name: "金額だけを入力する" }).click();
  await expect(page.getByLabel("お買い上げの単価（税込）")).toBeVisible();
  await context.setOffline(false);
});
