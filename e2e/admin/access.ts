// Who may come in, in the words of the screen. Every journey invites a person of its own; nobody else's account is touched.
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { test as plain } from "../testing/journey";
import { mailboxOf } from "../testing/mailbox";
import { base, signIn } from "./office";

type SignedIn = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/** A journey as the owner, signed in already; each worker signs in once, as often as an account may. */
export const test = plain.extend<object, { signedIn: SignedIn }>({
  signedIn: [
    async ({ browser }, provide, { project }) => {
      const { baseURL, locale } = project.use;
      const context = await browser.newContext({ baseURL, locale });
      await signIn(await context.newPage(), "owner", `${base}/settings/people`);
      const state = await context.storageState();
      await context.close();
      await provide(state);
    },
    { scope: "worker" },
  ],
  storageState: ({ signedIn }, provide) => provide(signedIn),
});

export const password = "correct horse battery";
export const newAddress = () => `${Math.random().toString(36).slice(2, 12)}@example.jp`;

/** A window of somebody who is not signed in. */
export const stranger = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ storageState: { cookies: [], origins: [] }, locale: "ja-JP" });

/** Invites an address with a role, on the settings page. */
export async function invite(page: Page, email: string, role: string): Promise<void> {
  await page.goto(`${base}/settings/people`);
  await page.getByRole("button", { name: "スタッフを招待" }).click();
  const dialog = page.getByRole("dialog", { name: "スタッフを招待" });
  await dialog.getByLabel("メールアドレス").fill(email);
  await dialog.getByRole("radio", { name: role }).check();
  await dialog.getByRole("button", { name: "招待メールを送る" }).click();
  await expect(dialog).toBeHidden();
}

/** The address in the invitation that went to `email`. */
export const invitationLink = (page: Page, email: string): Promise<string> =>
  linkInMail(page, email, 1, "招待を確認する");

/** Where the button of the newest mail to `email` leads, once `count` mails have come. */
export async function linkInMail(page: Page, email: string, count: number, button: string): Promise<string> {
  await page.goto(mailboxOf(email));
  const letters = page.getByRole("link").filter({ hasText: email });
  await expect(letters).toHaveCount(count, { timeout: 45_000 });
  await letters.first().click();
  return (await page.frameLocator("iframe").getByRole("link", { name: button }).getAttribute("href")) ?? "";
}

/** Accepts an invitation as somebody who has no account, and arrives at the shop. */
export async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("お名前").fill(name);
  await page.getByLabel("パスワード").fill(password);
  await page.getByRole("button", { name: "参加する" }).click();
  await expect(page).toHaveURL(/\/aoi\/(?:admin|staff)/);
}

/** First step of a sign-in. */
export async function enter(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード", { exact: true }).fill(password);
  await page.getByRole("button", { name: "ログイン", exact: true }).click();
}
