import { expect } from "@playwright/test";
import { enter, invitationLink, invite, linkInMail, join, newAddress, stranger, test } from "./access";
import { base, expectAccessible } from "./office";

test.describe.configure({ timeout: 300_000 });

test("invites a colleague by mail, who sees what the role may and nothing after leaving", async ({ page, browser }) => {
  const email = newAddress();
  await invite(page, email, "アナリスト");
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("アナリスト");
  await expectAccessible(page);
  const link = await invitationLink(page, email);

  // The invitation is for that address: the owner, who is signed in here, is told so and led on.
  await page.goto(link);
  await expect(page.getByText("別のアカウントでログインしています")).toBeVisible();
  await expect(page.getByRole("button", { name: "ログアウトして続ける" })).toBeVisible();

  const theirs = await stranger(browser);
  const screen = await theirs.newPage();
  await screen.goto(link);
  await expect(screen.getByRole("heading", { level: 1, name: "あおい電機への招待" })).toBeVisible();
  await expectAccessible(screen);
  await join(screen, link, "高橋 葵");
  await screen.goto(`${base}/members`);
  await expect(screen.getByText("個人の情報は表示できません")).toBeVisible();
  await expect(screen.getByRole("link", { name: "操作履歴" })).toHaveCount(0);
  for (const path of ["audit", "exports", "settings/people", "settings/api-keys"]) {
    await screen.goto(`${base}/${path}`);
    await expect(screen.getByText("ページが見つかりません"), path).toBeVisible();
  }
  await screen.goto(link);
  await expect(screen.getByRole("heading", { level: 1, name: "この招待はすでに使われています" })).toBeVisible();

  await page.goto(`${base}/settings/people`);
  await page.getByRole("button", { name: "高橋 葵さんの操作" }).first().click();
  await page.getByRole("menuitem", { name: "役割・店舗を変更" }).click();
  const change = page.getByRole("dialog");
  await change.getByRole("radio", { name: "マーケター" }).check();
  await change.getByRole("button", { name: "変更する" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("マーケター");
  await screen.goto(`${base}/exports`);
  await expect(screen.getByRole("heading", { level: 1, name: "書き出し" })).toBeVisible();

  await page.getByRole("button", { name: "高橋 葵さんの操作" }).first().click();
  await page.getByRole("menuitem", { name: "削除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "削除" }).click();
  // Behind an open dialog no row is seen, removed or not.
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(0);
  await screen.goto(`${base}/exports`);
  await expect(screen.getByText("現在、登録されているお店がありません。")).toBeVisible();
  await theirs.close();

  // Invited once more, the account signs in by a mailed link and stands at the invitation again by itself.
  await invite(page, email, "アナリスト");
  const again = await linkInMail(page, email, 2, "招待を確認する");
  const later = await stranger(browser);
  const second = await later.newPage();
  await second.goto(again);
  await second.getByRole("link", { name: "ログインする" }).click();
  await second.getByRole("link", { name: "メールのリンクでログインする" }).click();
  // Both forms ask for the address: what is typed must go into the one that has come.
  await expect(second.getByRole("button", { name: "ログイン用リンクを送る" })).toBeVisible();
  await second.getByLabel("メールアドレス").fill(email);
  await second.getByRole("button", { name: "ログイン用リンクを送る" }).click();
  await expect(second.getByText("メールをご確認ください")).toBeVisible();
  await second.goto(await linkInMail(page, email, 3, "ログイン"));
  await second.getByRole("button", { name: "ログイン", exact: true }).click();
  await second.getByRole("button", { name: "招待を承諾する" }).click();
  await expect(second).toHaveURL(/\/aoi\/admin/);
  await later.close();
});

test("takes an invitation back: its link says so", async ({ page, browser }) => {
  const email = newAddress();
  await invite(page, email, "店舗スタッフ");
  const link = await invitationLink(page, email);
  await page.goto(`${base}/settings/people`);
  await page.getByRole("button", { name: `${email}: 取り消す` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "取り消す" }).click();
  // Behind an open dialog no row is seen, withdrawn or not.
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(0);
  const theirs = await stranger(browser);
  const screen = await theirs.newPage();
  await screen.goto(link);
  await expect(screen.getByRole("heading", { level: 1, name: "この招待は取り消されました" })).toBeVisible();
  await enter(screen, email);
  await expect(screen.getByText("メールアドレスまたはパスワードが正しくありません。")).toBeVisible();
  await theirs.close();
});

test("shows who may what", async ({ page }) => {
  await page.goto(`${base}/settings/permissions`);
  const row = page.getByRole("row").filter({ hasText: "スタッフを招待・変更・削除する" });
  await expect(row.getByRole("cell")).toHaveText(["できます", "できません", "できません", "できません"]);
  await expectAccessible(page);
});
