import { mailboxOf } from "../testing/mailbox";
import { expect, hrefOf, my, openMail, openWarrantyMail, mails, type OpenMail, test } from "./customer";

test.describe.configure({ timeout: 180_000 });

const unsubscribeLink = ({ body }: OpenMail) => body.getByRole("link", { name: "配信を停止する" });
const stopped = "お知らせメールを停止しました";

test("stops the mails from a mail, and starts them again on My Page", async ({ page }) => {
  const mail = await openWarrantyMail(page, 5);
  await unsubscribeLink(mail).click();
  await expect(page.getByRole("heading", { level: 1, name: "メールの配信停止" })).toBeVisible();
  await expect(page.getByText("あおい電機からのお知らせメールを停止しますか。")).toBeVisible();
  const address = page.url();
  await page.getByRole("button", { name: "配信を停止する" }).click();
  await expect(page.getByText(stopped)).toBeVisible();

  await page.goto(`${my}/sign-in`);
  await page.getByLabel("メールアドレス").fill(mail.recipient);
  await page.getByRole("button", { name: "ログイン用リンクを送る" }).click();
  await expect(page.getByText("メールをご確認ください")).toBeVisible();
  await page.goto(mailboxOf(mail.recipient));
  // What a customer asks for arrives all the same.
  const link = await openMail(page, mails(page, mail.recipient, "ログイン用のリンク").first());
  await link.body.getByRole("link", { name: "ログインする" }).click();
  await page.getByRole("button", { name: "ログイン" }).click();
  await page.getByRole("link", { name: "設定", exact: true }).click();
  await page.getByRole("link", { name: /お知らせの設定/ }).click();
  const wantsMail = page.getByRole("switch", { name: /^メール/ });
  await expect(wantsMail).not.toBeChecked();
  await page.getByText("設定の履歴").click();
  await expect(page.getByRole("listitem").filter({ hasText: "受け取らない" }).first()).toContainText(
    "メールの配信停止",
  );

  await wantsMail.check();
  await expect(page.getByText("受け取りの設定を変更しました（受け取る）。")).toBeVisible();
  await page.reload();
  await expect(wantsMail).toBeChecked();
  await page.getByText("設定の履歴").click();
  await expect(page.getByRole("listitem").filter({ hasText: "受け取る" }).first()).toContainText("マイページで変更");
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: "メールの配信停止" })).toBeVisible();
});

test("a second thought takes the stop back", async ({ page }) => {
  const mail = await openWarrantyMail(page, 8);
  await unsubscribeLink(mail).click();
  await page.getByRole("button", { name: "配信を停止する" }).click();
  await expect(page.getByText(stopped)).toBeVisible();
  await page.getByRole("button", { name: "やはり受け取る" }).click();
  await expect(page.getByRole("button", { name: "配信を停止する" })).toBeVisible();
});

test("a scanner that looks at the links changes nothing; the mail program's own button does", async ({
  page,
  request,
}) => {
  const mail = await openWarrantyMail(page, 11);
  const address = await hrefOf(unsubscribeLink(mail));
  await page.getByRole("link", { name: "ソース" }).click();
  const source = (await page.getByText("List-Unsubscribe-Post: List-Unsubscribe=One-Click").textContent()) ?? "";
  const [, oneClick = ""] = /^List-Unsubscribe:\s*<([^>]+)>/im.exec(source) ?? [];
  expect(oneClick).toContain("/api/t/u/");

  expect((await request.get(address)).status()).toBe(200);
  expect((await request.get(oneClick)).status()).toBe(405);
  expect((await request.head(address)).status()).toBe(200);
  expect((await request.post(oneClick, { form: { hello: "1" } })).status()).toBe(400);
  await page.goto(address);
  await expect(page.getByRole("button", { name: "配信を停止する" })).toBeVisible();

  for (const time of [1, 2]) {
    const answer = await request.post(oneClick, { form: { "List-Unsubscribe": "One-Click" } });
    expect(answer.status(), `time ${time}`).toBe(200);
  }
  await page.reload();
  await expect(page.getByText(stopped)).toBeVisible();
  await page.getByRole("button", { name: "やはり受け取る" }).click();
  await expect(page.getByRole("button", { name: "配信を停止する" })).toBeVisible();
});
