import { expect } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { enter, invitationLink, invite, join, newAddress, password, stranger, test } from "./access";
import { base, expectAccessible } from "./office";

test.describe.configure({ timeout: 300_000 });

test("sets a second step up, signs in with it, and with a recovery code", async ({ page, browser }) => {
  const email = newAddress();
  await invite(page, email, "マーケター");
  const theirs = await stranger(browser);
  const screen = await theirs.newPage();
  await join(screen, await invitationLink(page, email), "伊藤 凛");

  await screen.goto("/account");
  await expectAccessible(screen);
  await screen.getByRole("link", { name: "設定を始める" }).click();
  await screen.getByRole("button", { name: "QRコードを表示する" }).click();
  await expect(screen.getByRole("img", { name: "認証アプリで読み取るQRコード" })).toBeVisible();
  const secret = ((await screen.getByLabel("セットアップキー").textContent()) ?? "").replaceAll(/\s/g, "");
  const codeAt = (ms: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: ms });
  await expectAccessible(screen);
  const now = Date.now();
  await screen.getByLabel("認証コード").fill(codeAt(now));
  await screen.getByRole("button", { name: "有効にする" }).click();
  await expect(screen.getByRole("heading", { name: "リカバリーコードを保存してください" })).toBeVisible();
  const codes = await screen.getByRole("listitem").allTextContents();
  expect(codes).toHaveLength(10);

  const elsewhere = await stranger(browser);
  const second = await elsewhere.newPage();
  await enter(second, email);
  await expect(second.getByRole("heading", { level: 1, name: "2段階認証" })).toBeVisible();
  await expectAccessible(second);
  // The first step alone opens nothing, and leads to the second from wherever one tries, never to an empty sign-in form.
  for (const path of ["/sign-in", "/aoi/admin/exports"]) {
    await second.goto(path);
    await expect(second, path).toHaveURL(/\/sign-in\/code/);
  }
  const enterCode = async (code: string) => {
    await second.getByLabel("認証コード").fill(code);
    await second.getByRole("button", { name: "確認する" }).click();
  };
  // The code that set it up is used up; a later one is good.
  await enterCode(codeAt(now));
  await expect(second.getByText("コードが正しくありません。")).toBeVisible();
  await enterCode(codeAt(Math.max(Date.now(), now + 30_000)));
  await expect(second).toHaveURL(/\/aoi\/admin\/exports/);

  const third = await stranger(browser);
  const last = await third.newPage();
  await enter(last, email);
  await last.getByLabel("認証コード").fill(codes[0] ?? "");
  await last.getByRole("button", { name: "確認する" }).click();
  await expect(last).toHaveURL(/\/aoi\/admin/);

  // Three devices are signed in; the first ends the others, and turns the second step off with the password.
  await screen.goto("/account");
  await expect(screen.getByText("リカバリーコードの残り: 9件")).toBeVisible();
  await screen.getByRole("button", { name: "ほかの端末すべてからログアウト" }).click();
  await expect(screen.getByText("ほかの端末からログアウトしました。")).toBeVisible();
  await last.goto("/aoi/admin");
  await expect(last.getByRole("heading", { level: 1, name: "スタッフログイン" })).toBeVisible();
  await screen.getByRole("button", { name: "2段階認証を無効にする" }).click();
  await screen.getByLabel("パスワード", { exact: true }).fill(password);
  await screen.getByRole("button", { name: "無効にする", exact: true }).click();
  await expect(screen.getByRole("link", { name: "設定を始める" })).toBeVisible();

  // Set up once more, and then phone and codes are lost: an owner resets it, after typing whose it is.
  await screen.getByRole("link", { name: "設定を始める" }).click();
  await screen.getByRole("button", { name: "QRコードを表示する" }).click();
  const again = ((await screen.getByLabel("セットアップキー").textContent()) ?? "").replaceAll(/\s/g, "");
  await screen.getByLabel("認証コード").fill(new TOTP({ secret: Secret.fromBase32(again) }).generate());
  await screen.getByRole("button", { name: "有効にする" }).click();
  await expect(screen.getByRole("heading", { name: "リカバリーコードを保存してください" })).toBeVisible();
  await page.goto(`${base}/settings/people`);
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByRole("button", { name: "伊藤 凛さんの操作" }).click();
  await page.getByRole("menuitem", { name: "2段階認証をリセット" }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByRole("textbox").fill(email);
  await dialog.getByRole("button", { name: "2段階認証をリセット" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("無効");
  await enter(second, email);
  await expect(second).toHaveURL(/\/aoi\/admin/);
  for (const context of [theirs, elsewhere, third]) await context.close();
});
