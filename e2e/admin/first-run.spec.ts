// A retailer who comes by themselves: from an address to a running campaign, by the clock.
import { expect, type Page } from "@playwright/test";
import iconv from "iconv-lite";
import { test } from "../testing/journey";
import { mailboxOf } from "../testing/mailbox";
import { expectAccessible } from "./office";
import { unlike } from "./desk";

const password = "momiji-no-mise-2026";

/** The smallest picture there is: one pixel. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

/** Asks for the mail and follows its link to the page on which the account is made. */
async function followSignUpMail(page: Page, email: string): Promise<void> {
  await page.goto("/start");
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByRole("button", { name: "案内のメールを送る" }).click();
  await expect(page.getByText("メールをご確認ください")).toBeVisible();
  await page.goto(mailboxOf(email));
  const letter = page.getByRole("link").filter({ hasText: email });
  // The mailbox looks for new mails by itself.
  await expect(letter).toBeVisible({ timeout: 45_000 });
  await letter.click();
  const link = page.frameLocator("iframe").getByRole("link", { name: "登録を続ける" });
  await page.goto((await link.getAttribute("href")) ?? "");
}

/** A person with an account, at the form for a new shop. */
async function signUp(page: Page, email: string): Promise<void> {
  await followSignUpMail(page, email);
  await page.getByLabel("お名前").fill("紅葉 みどり");
  await page.getByLabel("パスワード").fill(password);
  await page.getByRole("button", { name: "作成して次へ" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "お店の登録" })).toBeVisible();
}

async function fillShop(page: Page, name: string, nameLatin: string): Promise<void> {
  await page.getByLabel("お店の名前").fill(name);
  await page.getByLabel("ローマ字の名前").fill(nameLatin);
  await page.getByLabel("業種").selectOption("home");
  await page.getByLabel("事業者名").fill("もみじ株式会社");
  await page.getByLabel("住所").fill("東京都台東区浅草1-0-0");
  await page.getByLabel("お問い合わせ先のページ").fill("momiji.example/contact");
}

const step = (page: Page, title: string) => page.getByRole("heading", { level: 2, name: title });

test("a new retailer is at work within ten minutes", async ({ page }) => {
  test.setTimeout(300_000);
  const mark = unlike();
  const begun = performance.now();
  await signUp(page, `owner-${mark}@momiji.example`);
  await fillShop(page, "もみじ雑貨店", `Momiji ${mark}`);
  await expect(page.getByText(`/momiji-${mark} を使えます`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "お店を開く" }).click();

  await expect(step(page, "お店の見た目を決める")).toBeVisible();
  const shop = `/momiji-${mark}`;
  await page.getByLabel("ロゴの画像ファイル").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: pixel });
  await expect(page.getByRole("button", { name: "ロゴを外す" })).toBeVisible();
  await page.getByLabel("テーマカラー").fill("#7a7a7a");
  await expect(page.getByText(/文字が読みにくくなります/)).toBeVisible();
  await page.getByRole("button", { name: "この色にする" }).click();
  await expect(page.getByText(/読みやすい組み合わせです/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "保存して次へ" }).click();

  await expect(step(page, "最初の店舗を登録する")).toBeVisible();
  await page.getByLabel("店舗名").fill("浅草本店");
  await page.getByLabel("郵便番号").fill("１１１－００３２");
  await page.getByLabel("住所").fill("東京都台東区浅草1-0-0");
  await page.getByRole("button", { name: "登録して次へ" }).click();

  await expect(step(page, "ポイントの付け方を決める")).toBeVisible();
  await expect(page.getByText("100円（税込）のお買い物につき1ポイント")).toBeVisible();
  await expect(page.getByText("19 ポイント")).toBeVisible();
  await page.getByRole("button", { name: "保存して次へ" }).click();

  await expect(step(page, "会員証のコードを選ぶ")).toBeVisible();
  await page.getByRole("radio", { name: /QRコード/ }).check();
  await page.getByRole("button", { name: "保存して次へ" }).click();

  await expect(step(page, "これまでの会員を取り込む")).toBeVisible();
  // Leaving and coming back: what was done stays done, and the home knows what is next.
  await page.goto(`${shop}/admin`);
  await expect(page.getByText("7項目のうち4項目が完了")).toBeVisible();
  await page.getByRole("link", { name: "準備を続ける" }).click();
  await page.getByRole("link", { name: "ファイルを選ぶ" }).click();
  await page.getByLabel("ファイルを選ぶ").setInputFiles({
    name: "members.csv",
    mimeType: "text/csv",
    buffer: iconv.encode(
      [
        "会員コード,お名前,フリガナ,メールアドレス",
        `${mark}-1,髙橋　みどり,ﾀｶﾊｼ ﾐﾄﾞﾘ,${mark}@example.jp`,
        `${mark}-2,小川 健,ｵｶﾞﾜ ｹﾝ,`,
      ].join("\r\n"),
      "cp932",
    ),
  });
  await expect(page.getByText("判定：Shift_JIS（Windows）")).toBeVisible();
  await page.getByRole("button", { name: "確認する（まだ書き込みません）" }).click();
  await page.getByRole("button", { name: "この内容で取り込む" }).click({ timeout: 45_000 });
  await expect(page.getByText("取り込みが終わりました。")).toBeVisible({ timeout: 45_000 });
  await page.getByRole("link", { name: "設定に戻る" }).click();

  await expect(step(page, "いっしょに使う人を招く")).toBeVisible();
  await page.getByRole("button", { name: "スタッフを招待" }).click();
  await page.getByRole("dialog").getByLabel("メールアドレス").fill(`clerk-${mark}@momiji.example`);
  await page.getByRole("button", { name: "招待メールを送る" }).click();
  await expect(page.getByRole("list", { name: "招待した人" })).toContainText(`clerk-${mark}@momiji.example`);
  await page.getByRole("link", { name: "次へ", exact: true }).click();

  await expect(step(page, "最初のキャンペーンを始める")).toBeVisible();
  await page.getByRole("button", { name: "下書きを作る" }).click();
  await expect(page.getByRole("heading", { level: 3, name: "入会のお礼" })).toBeVisible();
  await expect(page.getByText("2人", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "開始する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "開始する" }).click();
  await expect(page.getByText("キャンペーンが始まっています。")).toBeVisible();
  await page.getByRole("link", { name: "次へ", exact: true }).click();
  await expect(page.getByText("準備が整いました")).toBeVisible();
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`first run: ${seconds} s from the address to a running campaign`);
  expect(seconds).toBeLessThan(600);

  // The logo is on every page of the shop from now on, and the home has nothing left to remind of.
  await page.goto(`${shop}/my/sign-in`);
  await expect(page.locator(`img[src^="/api/files${shop}/"]`)).toBeVisible();
  await page.goto(`${shop}/admin`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "準備を続ける" })).toHaveCount(0);
});

test("what a form of the first run may be given", async ({ page }) => {
  test.setTimeout(180_000);
  const mark = unlike();
  await signUp(page, `odd-${mark}@momiji.example`);
  // Sixty characters, an emoji made of several, a rare character beyond the basic plane.
  const name = `${"𠮷野".repeat(28)}商店👩‍🔧🍁`;
  await fillShop(page, name, `Yoshino ${mark}`);
  const address = page.getByLabel(/^アドレス/);
  for (const [slug, says] of [
    ["aoi", "このアドレスはすでに使われています。"],
    ["start", "このアドレスはGoenで使うため、選べません。"],
    ["x", "半角の英小文字・数字・ハイフンで、2〜40文字にしてください。"],
  ] as const) {
    await address.fill(slug);
    await expect(page.getByText(says)).toBeVisible();
  }
  // Nothing typed is lost by a reload.
  await page.reload();
  await expect(page.getByLabel("お店の名前")).toHaveValue(name);
  await address.fill("");
  await expect(page.getByText(`/yoshino-${mark} を使えます`)).toBeVisible();
  await page.getByRole("button", { name: "お店を開く" }).click();
  await expect(step(page, "お店の見た目を決める")).toBeVisible();

  const logo = page.getByLabel("ロゴの画像ファイル");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
  for (const [file, text] of [
    ["logo.svg", svg],
    ["logo.png", "<!doctype html><script>alert(1)</script>"],
  ] as const) {
    await logo.setInputFiles({ name: file, mimeType: "image/png", buffer: Buffer.from(text) });
    await expect(page.getByText(/画像として読めません/)).toBeVisible();
  }
  await logo.setInputFiles({ name: "big.png", mimeType: "image/png", buffer: Buffer.alloc(21 * 1024 * 1024) });
  await expect(page.getByText("ファイルが大きすぎます。20MBまで送れます。")).toBeVisible();

  await page.getByLabel("テーマカラー").fill("red;}</style>");
  await page.getByRole("button", { name: "保存して次へ" }).click();
  await expect(page.getByText("#1d4f8f のような6桁のカラーコードを入力してください。").first()).toBeVisible();
  await page.getByLabel("テーマカラー").fill("#767a7a");
  await page.getByRole("button", { name: "保存して次へ" }).click();
  await expect(page.getByText(/この色の上では文字が読みにくくなります。/)).toBeVisible();
  await page.getByRole("button", { name: "あとで設定する" }).click();
  await expect(step(page, "最初の店舗を登録する")).toBeVisible();
});

test("a known address gets the same answer and a way to sign in", async ({ page }) => {
  const email = "owner@tsumugi.example";
  await page.goto("/start");
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByRole("button", { name: "案内のメールを送る" }).click();
  await expect(page.getByText("メールをご確認ください")).toBeVisible();
  await page.goto(mailboxOf(email));
  const letter = page.getByRole("link").filter({ hasText: email }).filter({ hasText: "すでにアカウントをお持ちです" });
  await expect(letter.first()).toBeVisible({ timeout: 45_000 });
  await letter.first().click();
  const link = page.frameLocator("iframe").getByRole("link", { name: "ログインして追加する" });
  expect(await link.getAttribute("href")).toMatch(/\/sign-in\?returnTo=(?:%2F|\/)start(?:%2F|\/)shop$/);
});
