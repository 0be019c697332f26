// What a customer does with a phone, in the words of the screen; and what must hold on every page they see.
import { type BrowserContext, expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { expectAccessible as checkAccessible } from "../testing/accessible";
import { test as base } from "../testing/journey";
import { mailboxOf } from "../testing/mailbox";
import { type Counter, openCounter } from "./desk";

export { expect };

export const my = "/aoi/my";
export const hanako = { email: "hanako@example.jp", password: "goen-demo-2026" };

/** Whatever the browser complains about: refused by the content policy, thrown in a script, or missing on the server. */
function listenForTroubles(context: BrowserContext): string[] {
  const troubles: string[] = [];
  context.on("console", (message) => {
    // Failed requests are judged below, where it is known what was asked for. The frame that shows a mail runs no scripts,
    // and says so when the test's own tools try to look inside.
    const isExpected = ["Failed to load resource", "Blocked script execution in 'about:srcdoc'"];
    if (message.type() === "error" && !isExpected.some((beginning) => message.text().startsWith(beginning)))
      troubles.push(message.text());
  });
  context.on("weberror", (error) => troubles.push(String(error.error())));
  context.on("response", (response) => {
    // A form's uploads are asked for as "xhr", for their progress; a refusal is shown at the field.
    const isPart = !["document", "fetch", "xhr"].includes(response.request().resourceType());
    if (isPart && response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
  });
  return troubles;
}

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Every journey is also a test of quiet pages; `session` is Hanako's, made once for all journeys of a worker. */
export const test = base.extend<{ quietPages: void }, { session: Session; counter: Counter }>({
  quietPages: [
    async ({ context }, use) => {
      const troubles = listenForTroubles(context);
      await use();
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
  counter: [
    async ({ browser }, use, { project }) => {
      const { counter, page } = await openCounter(browser, project.use.baseURL ?? "");
      await use(counter);
      await page.close();
    },
    { scope: "worker" },
  ],
  session: [
    async ({ browser }, use, { project }) => {
      const page = await browser.newPage({ baseURL: project.use.baseURL, locale: "ja-JP" });
      await signInByPassword(page);
      const session = await page.context().storageState();
      await page.close();
      await use(session);
    },
    { scope: "worker" },
  ],
});

/** For `test.use`: the journeys begin signed in as Hanako. */
export const asHanako = {
  storageState: async ({ session }: { session: Session }, give: (s: Session) => Promise<void>) => give(session),
};

/** Signs in as the demo shop's member and waits for My Page. */
export async function signInByPassword(page: Page): Promise<void> {
  await page.goto(my);
  await page.getByRole("link", { name: "パスワードでログインする" }).click();
  // The field that is only there once the other form has come stands first.
  await page.getByLabel("パスワード", { exact: true }).fill(hanako.password);
  await page.getByLabel("メールアドレス").fill(hanako.email);
  await page.getByRole("button", { name: "ログイン", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "田中 花子様" })).toBeVisible();
}

/** The captured mails on the page of the mailbox that is open which have all these words in recipient or subject, newest first. */
export const mails = (page: Page, ...words: string[]): Locator =>
  words.reduce(
    (rows, word) => rows.filter({ hasText: word }),
    page.getByRole("link").filter({ hasText: "【あおい電機】" }),
  );

export interface OpenMail {
  subject: string;
  recipient: string;
  body: FrameLocator;
}

/** Opens a mail of the list as its reader would. */
export async function openMail(page: Page, row: Locator): Promise<OpenMail> {
  await row.click();
  const heading = page.getByRole("heading", { level: 2 });
  const subject = (await heading.textContent()) ?? "";
  const recipient = (await page.getByRole("definition").nth(1).textContent()) ?? "";
  return { subject, recipient, body: page.frameLocator("iframe") };
}

/**
 * One of the mails that the demo shop's campaign sends by itself within a minute of the start. Journeys take different ones,
 * so that what happens to one customer does not disturb the next.
 */
export async function openWarrantyMail(page: Page, place: number): Promise<OpenMail> {
  await page.goto(mailboxOf("の保証は"));
  const row = mails(page, "の保証は").nth(place);
  // The mailbox looks for new mails by itself.
  await expect(row).toBeVisible({ timeout: 120_000 });
  return openMail(page, row);
}

export const mainButton = ({ body }: OpenMail): Locator => body.getByRole("link", { name: "保証の内容を見る" });

/** Where a link of a mail leads. */
export const hrefOf = async (link: Locator): Promise<string> => (await link.getAttribute("href")) ?? "";

/** The number in a text like `1,234 ポイント`. */
export const numberIn = (text: string | null): number => Number((text ?? "").replaceAll(/[^\d-]/g, ""));

/** The balance as the card of points shows it. */
export const balance = (page: Page): Locator =>
  page
    .getByRole("main")
    .getByText(/^[\d,]+\s*pt$/)
    .first();

/** No finding of axe on the page as it stands. */
export const expectAccessible = (page: Page): Promise<void> => checkAccessible(page, ["best-practice"]);
