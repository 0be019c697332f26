import { expect } from "@playwright/test";
import { freePhone, join, test, unlike } from "./desk";
import { base, expectAccessible } from "./office";

test("one box finds a person by half-width kana, hiragana, phone, mail and number", async ({ page }) => {
  const phone = freePhone();
  const mail = `${unlike()}@example.jp`;
  await join(page, {
    familyName: "蛯原",
    givenName: "椛",
    familyKana: "エビハラ",
    givenKana: "モミジ",
    phone,
    email: mail,
  });
  const box = page.getByRole("searchbox", { name: "会員を検索" });
  const found = page.getByRole("table", { name: "会員" }).getByRole("link", { name: /蛯原 椛/ });
  await page.goto(`${base}/members`);
  for (const word of [
    "ｴﾋﾞﾊﾗﾓﾐ",
    "えびはら",
    "ebihara",
    "蛯原",
    phone,
    `${phone.slice(0, 3)}-${phone.slice(3, 7)}`,
    mail,
  ]) {
    await box.fill(word);
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(word).replaceAll("%20", "\\+")}`));
    await expect(found.first()).toBeVisible();
  }
  await expectAccessible(page);
});

test("many are tagged at once, and it is taken back within ten minutes", async ({ page }) => {
  const family = `一括${unlike()}`;
  for (const givenName of ["一子", "二子", "三子"]) await join(page, { familyName: family, givenName });
  await page.goto(`${base}/members?q=${encodeURIComponent(family)}`);
  await page.getByRole("checkbox", { name: "このページの会員をすべて選ぶ" }).check();
  const bar = page.getByRole("region", { name: "選んだ会員への操作" });
  await expect(bar).toContainText("3人を選択中");
  await expectAccessible(page);
  await bar.getByRole("button", { name: "タグを付ける" }).click();
  const dialog = page.getByRole("dialog", { name: "3人にタグを付ける" });
  const tag = `春の会${unlike()}`;
  await dialog.getByLabel("タグ", { exact: true }).selectOption({ label: "新しいタグを作る" });
  await dialog.getByLabel("新しいタグの名前").fill(tag);
  await dialog.getByRole("button", { name: "付ける" }).click();
  const line = page.getByRole("list", { name: "最近の一括操作" }).getByRole("listitem").filter({ hasText: tag });
  await expect(line).toContainText("3人にタグ");
  await page.goto(`${base}/members`);
  await page.getByRole("button", { name: /^絞り込み/ }).click();
  await page.getByLabel("タグ", { exact: true }).selectOption({ label: tag });
  await expect(page.getByRole("link", { name: new RegExp(family) })).toHaveCount(3);
  await line.getByRole("button", { name: "元に戻す" }).click();
  await expect(line).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("該当する会員が見つかりません")).toBeVisible();
});

test("a list is kept under a name with its filters, and the columns as somebody likes them", async ({ page }) => {
  await page.goto(`${base}/members?mail=none&sort=kana`);
  await page.getByRole("button", { name: "この一覧を保存" }).click();
  const name = `住所なし${unlike()}`;
  const dialog = page.getByRole("dialog", { name: "一覧を保存" });
  await dialog.getByLabel("名前").fill(name);
  await dialog.getByRole("button", { name: "保存する" }).click();
  const views = page.getByRole("group", { name: "保存した一覧" });
  await expect(views.getByRole("link", { name })).toBeVisible();
  await page.goto(`${base}/members`);
  await views.getByRole("link", { name }).click();
  await expect(page).toHaveURL(/mail=none.*sort=kana/);
  await page.getByRole("button", { name: "表示する列" }).click();
  await page.getByRole("menuitemcheckbox", { name: "入会店舗" }).click();
  await expect(page.getByRole("columnheader", { name: "入会店舗" })).toBeVisible();
  await page.getByRole("button", { name: `保存した一覧「${name}」を削除` }).click();
  await expect(views.getByRole("link", { name })).toHaveCount(0);
});

test("pages go forth and back", async ({ page }) => {
  // The oldest first: whoever joins by another journey meanwhile stands at the end.
  await page.goto(`${base}/members?sort=joined_asc`);
  const table = page.getByRole("table", { name: "会員" });
  const first = await table.getByRole("row").nth(1).getByRole("link").textContent();
  await page.getByRole("link", { name: "次へ" }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(table.getByRole("row").nth(1).getByRole("link")).not.toHaveText(first ?? "");
  await page.getByRole("link", { name: "前へ" }).click();
  await expect(table.getByRole("row").nth(1).getByRole("link")).toHaveText(first ?? "");
});
