import { expect, type Page } from "@playwright/test";
import { test } from "../testing/journey";
import { base, expectAccessible, signIn, speakEnglish } from "./office";

const editor = (page: Page) => page.getByRole("group", { name: "条件", exact: true });
const words = (page: Page) => page.getByTestId("segment-words");
const count = (page: Page) => page.getByTestId("segment-count");
/** A name that no other run of these journeys uses. */
const ownName = (what: string) => `${what} ${Date.now()}`;

/** Goes down the open menu, one entry at a time, until the focus is on the one of this name. */
async function walkTo(page: Page, name: string): Promise<void> {
  const entries = page.getByRole("menu").getByRole("menuitem");
  await expect(entries.first()).toBeFocused();
  for (const entry of await entries.all()) {
    await expect(entry).toBeFocused();
    if ((await entry.textContent()) === name) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`no entry ${name}`);
}

test("builds a segment by mouse, sees it in words and counted, saves, copies and archives it", async ({ page }) => {
  const name = ownName("東京の女性");
  await signIn(page, "marketing", `${base}/segments`);
  await page.getByRole("link", { name: "セグメントを作成" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "セグメントを作成" })).toBeVisible();
  await expect(words(page)).toHaveText("すべての会員");

  await editor(page).getByRole("button", { name: "条件を追加" }).click();
  await page.getByRole("menuitem", { name: "性別" }).click();
  await expect(words(page)).toHaveText("女性の会員");
  await expect(count(page)).toHaveText(/^[\d,]+人$/);
  await editor(page).getByRole("button", { name: "条件を追加" }).click();
  await page.getByRole("menuitem", { name: "お住まいの都道府県" }).click();
  // Half a condition is no rule: it says so, and neither words nor saving pretend otherwise.
  await expect(page.getByText("値を入力してください")).toBeVisible();
  await page.getByRole("combobox", { name: "都道府県" }).fill("東京");
  await page.getByRole("option", { name: "東京都" }).click();
  await expect(words(page)).toHaveText("女性で、東京都にお住まいの会員");
  await editor(page).getByRole("combobox", { name: "グループの条件" }).selectOption("any");
  await expect(words(page)).toContainText("または");
  await page.getByRole("button", { name: "元に戻す（Ctrl+Z）" }).click();
  await expect(words(page)).toHaveText("女性で、東京都にお住まいの会員");
  await page.getByRole("button", { name: "例を見る" }).click();
  await expectAccessible(page);

  await page.getByLabel("セグメント名").fill(name);
  // What is written is still there when the page is loaded anew.
  await page.reload();
  await expect(page.getByText("保存していない変更が残っていた", { exact: false })).toBeVisible();
  await expect(page.getByLabel("セグメント名")).toHaveValue(name);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("女性で、東京都にお住まいの会員")).toBeVisible();
  await expect(page.getByText("このセグメントを使っているキャンペーンはありません。")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "複製" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name} (2)` })).toBeVisible();
  await page.getByRole("button", { name: "アーカイブ" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "アーカイブする" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "セグメント" })).toBeVisible();
  await page.getByRole("searchbox", { name: "セグメントを検索" }).fill(name);
  await expect(page.getByRole("listitem").filter({ hasText: name })).toHaveCount(1);
});

test("the whole builder by keyboard alone: add, fill, move, group, take back, save", async ({ page }) => {
  const name = ownName("キーボードだけ");
  await signIn(page, "marketing", `${base}/segments/new`);
  await expect(words(page)).toHaveText("すべての会員");
  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());

  await editor(page).getByRole("button", { name: "条件を追加" }).focus();
  await press("Enter");
  await walkTo(page, "年齢");
  await press("Enter");
  // The focus is in the new condition, on its first field.
  await expect(page.getByRole("textbox", { name: "以上" })).toBeFocused();
  await press("Control+a");
  await page.keyboard.type("40");
  await expect(words(page)).toHaveText("40〜49歳の会員");

  await editor(page).getByRole("button", { name: "条件を追加" }).focus();
  await press("Enter");
  await walkTo(page, "メールの受信許可");
  await press("Enter");
  await expect(words(page)).toHaveText("40〜49歳で、メールの受信を許可している会員");

  const handle = page.getByRole("button", { name: "メールの受信許可の操作" });
  await handle.focus();
  await press("Alt+ArrowUp");
  await expect(words(page)).toHaveText("メールの受信を許可していて、40〜49歳の会員");
  await expect(handle).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "1番目に移動しました" })).toBeAttached();
  await press("Alt+ArrowUp");
  await expect(page.getByRole("status").filter({ hasText: "これより上には移動できません" })).toBeAttached();
  await press("Alt+ArrowRight");
  await expect(page.getByRole("group", { name: "いずれかに当てはまる" })).toBeVisible();
  await expect(handle).toBeFocused();
  await press("Alt+ArrowLeft");
  await expect(page.getByRole("group", { name: "いずれかに当てはまる" })).toHaveCount(0);
  await press("Control+z");
  await expect(page.getByRole("group", { name: "いずれかに当てはまる" })).toBeVisible();
  await press("Control+Shift+z");
  await expect(page.getByRole("group", { name: "いずれかに当てはまる" })).toHaveCount(0);
  // By the menu of the handle, too; the focus stays with the condition.
  await page.getByRole("button", { name: "年齢の操作" }).focus();
  await press("Enter");
  await page.getByRole("menuitem", { name: "削除" }).focus();
  await press("Enter");
  await expect(words(page)).toHaveText("メールの受信を許可している会員");
  await expect(handle).toBeFocused();

  await page.getByLabel("セグメント名").focus();
  await page.keyboard.type(name);
  await press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("two tabs: the second is told what the first saved, and keeps what it typed", async ({ page, context }) => {
  const name = ownName("ふたつの画面");
  await signIn(page, "marketing", `${base}/segments/new`);
  await page.getByRole("button", { name: /今月が誕生日/ }).click();
  await page.getByLabel("セグメント名").fill(name);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("link", { name: "編集" }).click();
  await expect(page.getByLabel("セグメント名")).toHaveValue(name);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel("セグメント名").fill(`${name} 先`);
  await other.getByRole("button", { name: "保存", exact: true }).click();
  await expect(other.getByRole("heading", { level: 1, name: `${name} 先` })).toBeVisible();
  await page.getByLabel("セグメント名").fill(`${name} 後`);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("ほかの画面で先に保存されました", { exact: true })).toBeVisible();
  await expect(page.getByRole("cell", { name: `${name} 先` })).toBeVisible();
  await expect(page.getByLabel("セグメント名")).toHaveValue(`${name} 後`);
  await page.getByRole("button", { name: "入力中の内容で上書きする" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name} 後` })).toBeVisible();
});

test("in English, and for an analyst who may look and not build", async ({ page }) => {
  await signIn(page, "analyst", `${base}/segments`);
  await speakEnglish(page);
  await page.reload();
  await expect(page.getByRole("button", { name: "New segment" })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  await page.goto(`${base}/segments/new`);
  await expect(page.getByRole("main").getByText(/owners and marketers/i)).toBeVisible();
});
