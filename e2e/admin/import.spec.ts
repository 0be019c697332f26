import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import iconv from "iconv-lite";
import { test } from "../testing/journey";
import { base, expectAccessible, signIn, speakEnglish } from "./office";

const imports = `${base}/imports`;

/** A list of an old till: Shift_JIS, headers of its own, kana in half width, and two rows that cannot be used. */
const oldList = (mark: string) =>
  iconv.encode(
    [
      "顧客Ｎｏ,お名前,ﾌﾘｶﾞﾅ,連絡先メール,誕生日,ご入会,メモ",
      `${mark}-1,髙橋　みどり,ﾀｶﾊｼ ﾐﾄﾞﾘ,${mark}-1@example.jp,1971/4/5,2015年3月1日,=1+1`,
      `${mark}-2,小川 健,ｵｶﾞﾜ ｹﾝ,,19850607,2015/3/2,`,
      `${mark}-3,森 進,ﾓﾘ ｽｽﾑ,,春ごろ,2015-03-03,"=HYPERLINK(""x"")"`,
      `${mark}-1,髙橋 二重,,,,2015/3/1,`,
    ].join("\r\n"),
    "cp932",
  );

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel("ファイルを選ぶ").setInputFiles({ name, mimeType: "text/csv", buffer });
}

const stat = (page: Page, label: string) =>
  page.getByText(label, { exact: true }).locator("xpath=following-sibling::p[1]");

test("a list in Shift_JIS with odd headers: matched, checked, taken in, its faults downloaded, known the next time", async ({
  page,
}) => {
  const mark = `J${Date.now()}`;
  await signIn(page, "marketing", `${imports}/new?kind=members`);
  await choose(page, `${mark}.csv`, oldList(mark));

  await expect(page.getByText("判定：Shift_JIS（Windows）")).toBeVisible();
  const field = (column: string) => page.getByLabel(`「${column}」の取り込み先`);
  await expect(field("お名前")).toHaveValue("fullName");
  await expect(field("連絡先メール")).toHaveValue("email");
  await expect(field("メモ")).toHaveValue("");
  const check = page.getByRole("button", { name: "確認する（まだ書き込みません）" });
  await expect(check).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  // By keys alone from here to the check.
  await field("顧客Ｎｏ").focus();
  await page.keyboard.press("ArrowDown");
  await expect(field("顧客Ｎｏ")).toHaveValue("externalId");
  await field("ご入会").selectOption("joinedAt");
  const preview = page.getByRole("region", { name: /取り込み結果の見本/ });
  await expect(preview.getByText("タカハシ", { exact: true })).toBeVisible();
  await expect(preview.getByText("日付として読めません")).toBeVisible();
  await check.focus();
  await page.keyboard.press("Enter");

  await expect(page.getByText("確認が終わりました。まだ何も書き込んでいません。")).toBeVisible({ timeout: 30_000 });
  await expect(stat(page, "新規")).toHaveText("2");
  await expect(stat(page, "保留")).toHaveText("2");
  await expectAccessible(page);
  await page.getByRole("button", { name: "この内容で取り込む" }).press("Enter");

  await expect(page.getByText("取り込みが終わりました。")).toBeVisible({ timeout: 30_000 });
  await expect(stat(page, "新規")).toHaveText("2");
  const faults = page.getByRole("table", { name: "保留にした行" });
  await expect(faults.getByRole("row").nth(1)).toContainText("日付として読めません");
  await expect(faults.getByRole("row").nth(2)).toContainText("同じコードの行が前にあります");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "保留の行をダウンロード" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${mark}-保留.csv`);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain("行,理由,列,値,顧客Ｎｏ,お名前");
  expect(text).toContain(`4,日付として読めません,誕生日,春ごろ,${mark}-3,森 進`);
  // A formula in the file stays a text in whatever opens it.
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);

  await page.goto(`${base}/members?q=${mark}-1`);
  await expect(page.getByText("髙橋 みどり").first()).toBeVisible();

  await page.goto(`${imports}/new?kind=members`);
  await choose(page, `${mark}.csv`, oldList(mark));
  await expect(page.getByText(`前回の設定「${mark}」を使っています。`)).toBeVisible();
  await expect(page.getByText(/このファイルは.*に取り込み済みです/)).toBeVisible();
  await expect(field("顧客Ｎｏ")).toHaveValue("externalId");
  await check.click();
  await expect(page.getByText("新しい行も変わった行もありません。取り込んでも何も変わりません。")).toBeVisible({
    timeout: 30_000,
  });
  await expect(stat(page, "変更なし")).toHaveText("2");

  await page.goto(imports);
  await expect(page.getByRole("link", { name: `${mark}.csv` })).toHaveCount(3);
  await expectAccessible(page);
  await page.getByRole("button", { name: `名前を変える (${mark})` }).click();
  await page.getByRole("textbox", { name: "名前" }).fill(`古いレジ ${mark}`);
  await page.getByRole("button", { name: "保存する" }).click();
  await page.getByRole("button", { name: `削除する (古いレジ ${mark})` }).click();
  await page.getByRole("button", { name: "削除する", exact: true }).click();
  await expect(page.getByText(`古いレジ ${mark}`)).toHaveCount(0);
});

test("what is no list is named before it is sent, and nobody is led elsewhere", async ({ page }) => {
  await signIn(page, "marketing", imports);
  await page.goto(`${imports}/new?returnTo=//evil.example`);
  await choose(page, "会員.csv", Buffer.from("PK\u0003\u0004 [Content_Types].xml xl/"));
  await expect(page.getByRole("alert").filter({ hasText: "Excelのファイルです" })).toBeVisible();
  await choose(page, "空.csv", Buffer.alloc(0));
  await expect(page.getByRole("alert").filter({ hasText: "ファイルが空です。" })).toBeVisible();
  await expect(page).not.toHaveURL(/evil/);
  await page.getByRole("radio", { name: /商品/ }).check();
  await choose(page, "b.csv", Buffer.from('商品コード,商品名\nA,"x"y\n'));
  await expect(page.getByRole("alert").filter({ hasText: "行目に、正しくない引用符" })).toBeVisible();
  await page.getByRole("button", { name: "別のファイルにする" }).click();
  await expect(page.getByText("ここにCSVファイルを置く")).toBeVisible();
  await speakEnglish(page);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Import a file" })).toBeVisible();
  await expectAccessible(page);
});
