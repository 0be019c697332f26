import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { freePhone, give, join, openMember, test, unlike } from "./desk";
import { base, expectAccessible } from "./office";

test("a name of sixty characters with emoji and rare letters is kept as it was written", async ({ page }) => {
  const memberId = await join(page, {});
  await openMember(page, memberId);
  const family = `${"👨‍👩‍👧‍👦".repeat(58)}𠮷🦀`;
  await page.getByRole("button", { name: "編集する" }).click();
  const form = page.getByRole("form", { name: "プロフィール" });
  await form.getByLabel("姓", { exact: true }).fill(`${family}𩸽`);
  await form.getByLabel("名", { exact: true }).fill("ﾀﾛｳ");
  await form.getByLabel("セイ").fill("漢字");
  await form.getByRole("button", { name: "保存する" }).click();
  await expect(form.getByText("60文字までで入力してください。")).toBeVisible();
  await expect(form.getByText("カナで入力してください（ローマ字も使えます）。")).toBeVisible();
  await form.getByLabel("姓", { exact: true }).fill(family);
  await form.getByLabel("セイ").fill("ﾖｼﾀﾞ");
  await expectAccessible(page);
  await form.getByRole("button", { name: "保存する" }).click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toContainText(`${family} タロウ`);
  await expect(heading).toContainText("ヨシダ");
});

test("two tabs edit one member: the second is told who saved what, and loses nothing", async ({ page, context }) => {
  const memberId = await join(page, { familyName: "二重", givenName: unlike() });
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await openMember(tab, memberId);
    await tab.getByRole("button", { name: "編集する" }).click();
  }
  const mine = page.getByRole("form", { name: "プロフィール" });
  const theirs = other.getByRole("form", { name: "プロフィール" });
  await theirs.getByLabel("市区町村").fill("渋谷区");
  await theirs.getByLabel("都道府県").fill("東京都");
  await theirs.getByRole("button", { name: "保存する" }).click();
  await expect(other.getByText("プロフィールを保存しました")).toBeVisible();
  await mine.getByLabel("市区町村").fill("港区");
  await mine.getByLabel("番地・建物名").fill("芝公園4-2-8");
  await mine.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText(/先に保存しました/)).toBeVisible();
  await expect(mine.getByLabel("番地・建物名")).toHaveValue("芝公園4-2-8");
  await expect(mine.getByLabel("都道府県")).toHaveValue("東京都");
  await expectAccessible(page);
  await page.getByRole("radio", { name: /の入力：渋谷区/ }).check();
  await mine.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("東京都 渋谷区 芝公園4-2-8")).toBeVisible();
});

test("what was typed is there again after a reload", async ({ page }) => {
  const memberId = await join(page, { familyName: "下書", givenName: unlike() });
  await openMember(page, memberId);
  await page.getByRole("button", { name: "編集する" }).click();
  const form = page.getByRole("form", { name: "プロフィール" });
  await form.getByLabel("市区町村").fill("武蔵野市");
  await page.reload();
  await expect(form.getByLabel("市区町村")).toHaveValue("武蔵野市");
  await form.getByRole("button", { name: "やめる" }).click();
  await expect(page.getByRole("button", { name: "編集する" })).toBeVisible();
});

test("notes are written, deleted and brought back; tags put on", async ({ page }) => {
  const memberId = await join(page, { familyName: "覚書" });
  await openMember(page, memberId, "notes");
  await page.getByLabel("新しいメモ").fill("お電話は午後に 📞");
  await page.getByRole("button", { name: "メモを残す" }).click();
  const note = page.getByRole("listitem").filter({ hasText: "お電話は午後に 📞" });
  await expect(note).toBeVisible();
  await expectAccessible(page);
  await note.getByRole("button", { name: "メモを削除" }).click();
  await expect(note).toHaveCount(0);
  await page.getByRole("button", { name: "元に戻す" }).click();
  await expect(note).toBeVisible();
});

test("a lost card is reissued, and identities are added and taken away", async ({ page }) => {
  const memberId = await join(page, { familyName: "再発", phone: freePhone() });
  await openMember(page, memberId, "identities");
  const old = (await page.getByText(/^会員番号 \d+$/).textContent())?.replace(/\D/g, "") ?? "";
  await page.getByRole("button", { name: "再発行" }).click();
  const dialog = page.getByRole("dialog", { name: "会員証を再発行" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "再発行する" }).click();
  await expect(page.getByText(/新しい会員番号は/)).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: old }).getByText("利用停止").first()).toBeVisible();
  await page.getByRole("button", { name: "番号を追加" }).click();
  const added = page.getByRole("dialog", { name: "会員証の番号を追加" });
  await added.getByRole("textbox", { name: "会員証の番号" }).fill("4901234567894");
  await added.getByRole("button", { name: "保存する" }).click();
  await expect(added.getByText("商品のバーコードです。会員証を読み取ってください。")).toBeVisible();
});

test("everything held about a person is handed out as a file", async ({ page }) => {
  const name = `書出${unlike()}`;
  const memberId = await join(page, { familyName: name });
  await openMember(page, memberId);
  await page.getByRole("button", { name: "その他" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /全データを書き出す/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^member-\d+\.json$/);
  const held = JSON.parse(readFileSync(await file.path(), "utf8")) as Record<string, { familyName?: string }>;
  expect(held.profile?.familyName).toBe(name);
  expect(Object.keys(held)).toEqual(expect.arrayContaining(["purchases", "warranties", "messages", "point_history"]));
});

test("My Page is seen as the person sees it, and nothing can be done there", async ({ page }) => {
  const memberId = await join(page, { familyName: "覗見", givenName: "花" });
  await give(page, memberId, 1_234_567);
  await openMember(page, memberId);
  await page.getByRole("link", { name: "マイページを見る" }).click();
  await expect(page.getByRole("region", { name: "マイページの表示" })).toContainText("1,234,567");
  await expectAccessible(page);
  await page.getByRole("navigation", { name: "マイページの画面" }).getByRole("link", { name: "ポイント" }).click();
  await expect(page).toHaveURL(/page=points/);
  await expect(page.getByRole("region", { name: "マイページの表示" })).toContainText("移行");
});

test("a membership is ended with what is lost shown, and cannot be ended by accident", async ({ page }) => {
  const name = `退会${unlike()}`;
  const memberId = await join(page, { familyName: name, phone: freePhone(), mailConsent: true });
  await give(page, memberId, 9_876_543);
  await openMember(page, memberId);
  await page.getByRole("button", { name: "その他" }).click();
  await page.getByRole("menuitem", { name: "退会の手続き" }).click();
  const dialog = page.getByRole("dialog", { name: "この会員を退会させますか" });
  await expect(dialog).toContainText("9,876,543 ポイント（仮ポイントを含む）が失効します。");
  await expectAccessible(page);
  const button = dialog.getByRole("button", { name: "退会させる" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel(/退会.*と入力/).fill("退会");
  await button.click();
  await expect(page.getByText("退会の手続きが完了しました")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText(name);
  await expect(async () => {
    await page.goto(`${base}/members/${memberId}?view=points`);
    await expect(page.getByText("退会による失効")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.goto(`${base}/members?q=${encodeURIComponent(name)}`);
  await expect(page.getByText("該当する会員が見つかりません")).toBeVisible();
});
