import { expect } from "@playwright/test";
import { expectAccessible, fact, issueCard, scan, scanBox, sell, standAtCounter, test } from "./counter";

test("scan a card, sell, then pay with the points that were earned", async ({ page }) => {
  await standAtCounter(page);
  const card = await issueCard(page);
  await page.getByRole("link", { name: "会計へ進む" }).click();
  await sell(page, "KR-270");
  await expectAccessible(page);
  await expect(fact(page, "お支払い")).toHaveText("￥79,800");
  await expect(fact(page, "獲得ポイント")).toHaveText("+798 ポイント");
  await page.getByRole("link", { name: "次のお客様へ" }).click();

  await expect(scanBox(page)).toBeFocused();
  await scan(page, card);
  await expect(page.getByRole("heading", { level: 1, name: /^会員 29/ })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("798");
  await expectAccessible(page);
  await page.getByRole("button", { name: "ポイントを使う" }).click();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("link", { name: "会計で使う" }).click();
  await expect(scanBox(page)).toBeFocused();
  await scan(page, "KR-270");
  await expect(page.getByLabel("利用ポイント")).toHaveValue("798");
  await expectAccessible(page);
  await page.getByRole("button", { name: "会計を記録" }).click();
  await expect(fact(page, "利用ポイント")).toHaveText("−798 ポイント");
  await expect(fact(page, "お支払い")).toHaveText("￥79,002");
});

test("a second scan of the same goods counts up; a card scanned in the middle joins the person", async ({ page }) => {
  await standAtCounter(page);
  const card = await issueCard(page);
  await page.getByRole("link", { name: "会計", exact: true }).first().click();
  await expect(page.getByText("会員証なしの会計です。")).toBeVisible();
  await expectAccessible(page);
  await expect(scanBox(page)).toBeFocused();
  for (const code of ["CL-S1", "CL-S1", card]) {
    await scan(page, code);
    await expect(scanBox(page)).toHaveValue("");
  }
  await expect(page.getByRole("list", { name: "商品", exact: true }).getByRole("textbox").first()).toHaveValue("2");
  await expect(page.getByText(/^会員 29/)).toBeVisible();
  await page.getByRole("button", { name: "会計を記録" }).click();
  await expect(fact(page, "お支払い")).toHaveText("￥49,600");
});

test("a customer without a card buys by keyboard alone", async ({ page }) => {
  await standAtCounter(page);
  await page.getByRole("link", { name: "会員証なしで会計" }).press("Enter");
  await expect(scanBox(page)).toBeFocused();
  await scan(page, "CL-S1");
  await expect(scanBox(page)).toHaveValue("");
  await page.getByRole("button", { name: "会計を記録" }).press("Enter");
  await expect(page.getByRole("heading", { name: "会計を記録しました" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "次のお客様へ" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(scanBox(page)).toBeFocused();
});

test("points are handed in for a gift, and given back when that was a mistake", async ({ page }) => {
  await standAtCounter(page);
  await issueCard(page);
  await page.getByRole("link", { name: "会計へ進む" }).click();
  await sell(page, "KR-270");
  await page.getByRole("link", { name: "会員を表示" }).click();
  await page.getByRole("button", { name: "ポイントを使う" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("ポイント数").fill("799");
  await dialog.getByLabel("引き換える内容").fill("エコバッグ");
  await expect(dialog.getByRole("button", { name: "引き換える" })).toHaveAccessibleDescription(/798ポイントまで/);
  await dialog.getByLabel("ポイント数").fill("500");
  await dialog.getByLabel("引き換える内容").press("Enter");
  await expect(page.getByText("500ポイントを引き換えました")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("298");
  await page.getByRole("button", { name: "取り消す" }).click();
  await expect(page.getByText("取り消しました")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("798");
});

test("points are adjusted with a reason, within what the counter may", async ({ page }) => {
  await standAtCounter(page);
  await issueCard(page);
  await page.getByRole("link", { name: "会員を表示" }).click();
  await page.getByRole("button", { name: "ポイント調整" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("ポイント数").fill("1001");
  await expect(dialog.getByRole("button", { name: "承認を申請する" })).toBeVisible();
  await dialog.getByLabel("ポイント数").fill("300");
  await dialog.getByLabel("理由").fill("お詫び");
  await expectAccessible(page);
  await dialog.getByLabel("理由").press("Enter");
  await expect(page.getByText("ポイントを調整しました")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("300");
});
