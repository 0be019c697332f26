import { expect } from "@playwright/test";
import { expectAccessible, issueCard, scan, standAtCounter, test } from "./counter";

test("a repair is taken in at the counter, its slip printed and scanned again", async ({ page }) => {
  const card = await issueCard(page);
  await standAtCounter(page);
  await scan(page, card);
  await page.getByRole("link", { name: "修理を受け付ける" }).click();
  await page.getByLabel("製品名・型番").fill("扇風機 FN-30");
  await page.getByLabel("いちばん近い症状").selectOption({ label: "異常な音がする" });
  await page.getByLabel("詳しい様子").fill("首を振ると異音");
  await page.getByLabel("いつ頃から").selectOption({ label: "この1か月" });
  await page.getByText("店舗に持っていく").click();
  await page.getByLabel("付属品").fill("リモコン");
  await page.getByLabel("電話番号").fill("090-1234-5678");
  await expectAccessible(page);
  await page.getByRole("button", { name: "受け付ける" }).click();
  await expect(page.getByRole("heading", { name: "修理のご依頼を承りました" })).toBeVisible();
  await page.getByRole("link", { name: "お預かり票を印刷する" }).click();
  await expect(page.getByRole("heading", { name: "修理お預かり票" })).toBeVisible();
  await expectAccessible(page);
  const number = (await page.getByText(/^\d{4}-\d{4}$/).textContent()) ?? "";
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "印刷する" })).toBeHidden();
  await expect(page.getByText("リモコン")).toBeVisible();
  await page.emulateMedia({ media: "screen" });

  await page.goto("/aoi/staff/repairs");
  await expect(page.getByRole("heading", { level: 1, name: "修理" })).toBeVisible();
  await expectAccessible(page);
  await scan(page, `R${number.replace("-", "")}`);
  await expect(page.getByRole("heading", { level: 1, name: "扇風機 FN-30" })).toBeVisible();

  // Keyboard alone: a note, and the judgement of a person against the rule's.
  await page.getByLabel("社内メモ").fill("油差しで直る見込み");
  await page.getByRole("button", { name: "メモを追加" }).press("Enter");
  await expect(page.getByText("油差しで直る見込み")).toBeVisible();
  await page.getByRole("button", { name: "判定を変更する" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("理由").fill("展示品の不具合と確認");
  const covered = dialog.getByRole("button", { name: "保証扱いにする" });
  await expect(covered).toBeEnabled();
  await covered.press("Enter");
  await expect(page.getByText("展示品の不具合と確認").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "保証修理として進める" })).toBeVisible();
});
