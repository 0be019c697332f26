import type { Page } from "@playwright/test";
import { mailboxOf } from "../testing/mailbox";
import { expect, expectAccessible, mails, my, openMail, test } from "./customer";
import { becomeMember, proveAddress } from "./newcomer";

const profile = `${my}/account/profile`;
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const save = (page: Page) => page.getByRole("button", { name: "保存する" }).click();

test("a newcomer fills in the profile: postal code, kana, names of all kinds; mistakes are told at the field", async ({
  page,
  counter,
}) => {
  await becomeMember(page, counter);
  await page.goto(my);
  await expect(page.getByText("会員証の準備ができました")).toBeVisible();
  await page.goto(profile);
  await field(page, "姓").fill("𠮷田👩‍👧");
  await field(page, "名").fill("花".repeat(60));
  await field(page, "セイ").fill("よしﾀﾞ");
  await field(page, "メイ").fill("hana 花");
  await expect(field(page, "セイ")).toHaveValue("ヨシダ");
  await field(page, "郵便番号").fill("１０１－００２１");
  await expect(field(page, "都道府県")).toHaveValue("東京都");
  await expect(field(page, "市区町村")).toHaveValue("千代田区");
  await expect(field(page, "町名・番地・建物名")).toHaveValue("外神田");
  await field(page, "町名・番地・建物名").fill("外神田1-2-3");
  await field(page, "電話番号").fill("12");
  await save(page);
  await expect(page.getByText("赤い字の項目をご確認ください。")).toBeVisible();
  await expect(field(page, "メイ")).toHaveAccessibleDescription(/カタカナで入力してください/);
  await expect(field(page, "電話番号")).toHaveAccessibleDescription(/電話番号を正しく入力してください/);
  await expectAccessible(page);
  await field(page, "メイ").fill("はなこ");
  await field(page, "電話番号").fill("03-1234-5678");
  await save(page);
  await expect(page.getByText("保存しました。")).toBeVisible();
  await page.reload();
  await expect(field(page, "姓")).toHaveValue("𠮷田👩‍👧");
  await expect(field(page, "メイ")).toHaveValue("ハナコ");
  await expect(field(page, "電話番号")).toHaveValue("03-1234-5678");
  await expect(field(page, "町名・番地・建物名")).toHaveValue("外神田1-2-3");

  await field(page, "郵便番号").fill("000-0000");
  await expect(page.getByText("この郵便番号の住所は見つかりませんでした。")).toBeVisible();
  await field(page, "郵便番号").fill("");
  await field(page, "都道府県").fill("沖縄県");
  await save(page);
  await expect(page.getByText("保存しました。")).toBeVisible();
});

test("nothing typed is lost: no network, another's edit, a page left behind, a session that ended", async ({
  page,
  context,
  counter,
}) => {
  const { memberId } = await becomeMember(page, counter);
  await page.goto(profile);
  await field(page, "姓").fill("田中");
  await context.setOffline(true);
  await save(page);
  await expect(page.getByText(/通信できませんでした/)).toBeVisible();
  await context.setOffline(false);

  const { version } = await counter.call<{ version: number }>("members.byId", { memberId });
  const changes = { familyName: "山田", city: "武蔵野市" };
  await counter.call("members.updateProfile", { memberId, version, changes });
  await save(page);
  await expect(page.getByText(/登録内容が変更されました/)).toBeVisible();
  await expect(field(page, "姓")).toHaveValue("田中");
  await expect(field(page, "市区町村")).toHaveValue("武蔵野市");
  await expect(page.getByText("変更後の登録内容: 山田")).toBeVisible();
  await save(page);
  await expect(page.getByText("保存しました。")).toBeVisible();

  await field(page, "名").fill("花子");
  await page.goto(my);
  await page.goto(profile);
  await expect(page.getByText("前回の入力の続きを表示しています。")).toBeVisible();
  await expect(field(page, "名")).toHaveValue("花子");

  const cookies = await context.cookies();
  await context.clearCookies({ name: /member/ });
  await save(page);
  await expect(page.getByText("ログインの有効期間が終わりました。")).toBeVisible();
  await page.getByRole("link", { name: "ログインして続ける" }).click();
  await expect(page).toHaveURL(`${my}/sign-in?returnTo=${encodeURIComponent(profile)}`);
  await context.addCookies(cookies);
  await page.reload();
  await expect(field(page, "名")).toHaveValue("花子");
  await save(page);
  await expect(page.getByText("保存しました。")).toBeVisible();
});

test("consents by channel with their history, each taken back; receipts and the language of mails", async ({
  page,
  counter,
}, info) => {
  await becomeMember(page, counter);
  await proveAddress(page, info);
  await page.goto(`${my}/account/notifications`);
  const mail = page.getByRole("switch", { name: /^メール/ });
  await expect(mail).not.toBeChecked();
  await expect(page.getByRole("switch", { name: /^SMS/ })).toBeDisabled();
  await mail.check();
  await expect(page.getByText("受け取りの設定を変更しました（受け取る）。")).toBeVisible();
  const undo = page.getByRole("button", { name: "元に戻す" });
  await undo.click();
  await expect(mail).not.toBeChecked();
  await expect(undo).toHaveCount(0);
  await page.reload();
  await expect(mail).not.toBeChecked();
  await page.getByText("設定の履歴").click();
  const history = page.getByRole("listitem").filter({ hasText: "マイページで変更" });
  await expect(history).toHaveCount(2);
  await expect(history.first()).toContainText("受け取らない");
  await expect(history.last()).toContainText("表示した文面: お得な情報");
  await page.getByRole("switch", { name: /^お買い上げの明細/ }).uncheck();
  await expect(page.getByText("お買い上げの明細はお送りしません。")).toBeVisible();
  await page.getByLabel("メールの言語").selectOption("en");
  await expect(page.getByText("メールの言語を変更しました。")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: /^お買い上げの明細/ })).not.toBeChecked();
  await expect(page.getByLabel("メールの言語")).toHaveValue("en");
});

test("a password is set, the address is told, and other devices are listed and ended", async ({
  page,
  browser,
  counter,
}, info) => {
  await becomeMember(page, counter);
  const email = await proveAddress(page, info);
  await page.goto(`${my}/password`);
  await page.getByLabel("新しいパスワード").fill("a long new password");
  await page.getByRole("button", { name: "設定する" }).click();
  await expect(page.getByText("パスワードを設定しました。")).toBeVisible();

  const other = await browser.newContext({
    baseURL: info.project.use.baseURL,
    locale: "ja-JP",
    userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Safari Line/14.19.1",
  });
  const line = await other.newPage();
  await line.goto(`${my}/sign-in`);
  await line.getByLabel("メールアドレス").fill(email);
  await line.getByRole("link", { name: "パスワードでログインする" }).click();
  // What was typed for the one way stands there for the other.
  await expect(line.getByLabel("メールアドレス")).toHaveValue(email);
  await line.getByLabel("パスワード", { exact: true }).fill("a long new password");
  await line.getByRole("button", { name: "ログイン", exact: true }).click();
  await expect(line.getByRole("heading", { level: 1, name: "ようこそ" })).toBeVisible();

  await page.goto(`${my}/account/devices`);
  await expect(page.getByText("この端末", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "iPhoneのLINEをログアウト" }).click();
  await expect(page.getByText("iPhoneのLINE")).toHaveCount(0);
  await line.goto(my);
  await expect(line).toHaveURL(/\/sign-in/);
  await other.close();

  await page.goto(mailboxOf(email));
  const told = mails(page, email, "パスワードが変更されました");
  await expect(told).toHaveCount(1);
  const { body } = await openMail(page, told);
  await expect(body.getByText(/お心当たりがない場合/).last()).toBeVisible();
});

test("one's data as a file; leaving after seeing what is lost; goodbye, and a new card", async ({ page, counter }) => {
  const { memberNo } = await becomeMember(page, counter);
  await page.goto(`${my}/account/data`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "データをダウンロードする" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`member-${memberNo}.json`);
  const parts: Buffer[] = [];
  for await (const part of await file.createReadStream()) parts.push(part as Buffer);
  expect(JSON.parse(Buffer.concat(parts).toString())).toMatchObject({ format: "goen-person-1" });

  await page.getByRole("link", { name: "退会の手続きへ" }).click();
  await expect(page.getByText(memberNo)).toBeVisible();
  await page.getByLabel(/理由をお聞かせください/).fill("引っ越しのため");
  await page.getByRole("button", { name: "退会する" }).click();
  await expect(page.getByLabel(/「退会」と入力/)).toHaveAccessibleDescription(/入力すると手続きできます/);
  await expect(page.getByLabel(/理由をお聞かせください/)).toHaveValue("引っ越しのため");
  await page.getByLabel(/「退会」と入力/).fill("退会");
  await page.getByRole("button", { name: "退会する" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "退会の手続きが終わりました" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(my);
  await expect(page).toHaveURL(/\/sign-in/);
  await becomeMember(page, counter);
  await page.goto(my);
  await expect(page.getByRole("heading", { level: 1, name: "ようこそ" })).toBeVisible();
});
