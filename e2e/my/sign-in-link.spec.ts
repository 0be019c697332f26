import type { Page } from "@playwright/test";
import { mailboxOf } from "../testing/mailbox";
import { expect, hanako, hrefOf, mails, my, openMail, openWarrantyMail, test } from "./customer";

test.describe.configure({ timeout: 180_000 });

/** Asks for a link in one window and opens the mail that comes in the mailbox of another. */
async function openSignInMail(page: Page, email: string) {
  const mailbox = await page.context().newPage();
  await mailbox.goto(mailboxOf(email));
  const letters = mails(mailbox, email, "ログイン用のリンク");
  const before = await letters.count();
  await page.goto(`${my}/sign-in`);
  await page.getByRole("textbox").fill(email);
  await page.getByRole("textbox").press("Enter");
  await expect(page.getByText(email)).toBeVisible();
  await expect(letters).toHaveCount(before + 1);
  return { mailbox, mail: await openMail(mailbox, letters.first()) };
}

test("signs in by a mailed link, once", async ({ page }) => {
  const { mailbox, mail } = await openSignInMail(page, hanako.email);
  await mail.body.getByRole("link", { name: "ログインする" }).click();
  await expect(mailbox.getByRole("heading", { level: 1, name: "ログインの確認" })).toBeVisible();
  const address = mailbox.url();
  // A mail scanner that looks at the address spends nothing.
  expect((await page.request.get(address)).status()).toBe(200);
  await mailbox.getByRole("button", { name: "ログイン" }).click();
  await expect(mailbox.getByRole("heading", { level: 1, name: "田中 花子様" })).toBeVisible();

  await mailbox.goto(address);
  await expect(mailbox.getByRole("heading", { level: 1, name: "このリンクは使えません" })).toBeVisible();
  await expect(mailbox.getByText("有効期限が切れたか、すでに使われています。")).toBeVisible();
  await expect(mailbox.getByRole("link", { name: "もう一度リンクを送る" })).toBeVisible();
});

test("signs in on a line so slow that no script has come yet", async ({ page }) => {
  const { recipient } = await openWarrantyMail(page, 24);
  await page.route(/\/_next\/static\/.*\.js/, (route) => route.abort());
  const { mail } = await openSignInMail(page, recipient);
  await page.goto(await hrefOf(mail.body.getByRole("link", { name: "ログインする" })));
  await page.getByRole("button", { name: "ログイン" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /様$/ })).toBeVisible();
});

test("an unknown address gets the same answer, and no mail", async ({ page }) => {
  await page.goto(`${my}/sign-in`);
  await page.getByLabel("メールアドレス").fill("nobody@example.jp");
  await page.getByRole("button", { name: "ログイン用リンクを送る" }).click();
  await expect(page.getByText("メールをご確認ください")).toBeVisible();
  await page.goto(mailboxOf("nobody@example.jp"));
  await expect(mails(page, "nobody@example.jp")).toHaveCount(0);
});

test.describe("in English", () => {
  test.use({ locale: "en-US" });

  test("signs in by a mailed link", async ({ page }) => {
    const { recipient } = await openWarrantyMail(page, 3);
    const { mailbox, mail } = await openSignInMail(page, recipient);
    await mail.body.getByRole("link", { name: "ログインする" }).click();
    await mailbox.getByRole("button", { name: "Sign in" }).click();
    await expect(mailbox.getByRole("heading", { level: 1, name: /^Hello|^Welcome/ })).toBeVisible();
    await mailbox.goBack();
    await mailbox.reload();
    await expect(mailbox.getByRole("heading", { level: 1, name: "This link cannot be used" })).toBeVisible();
    await mailbox.getByRole("link", { name: "Send another link" }).click();
    // Already in: nothing to sign in for.
    await expect(mailbox.getByRole("heading", { level: 1, name: /^Hello|^Welcome/ })).toBeVisible();
  });
});
