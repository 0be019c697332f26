// What a person at the counter does, in the words of the screen.
import { type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { expectAccessible as checkAccessible } from "../testing/accessible";
import { test as base } from "../testing/journey";

type SignedIn = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/**
 * A journey of store staff of the demo shop, signed in already. Each worker signs in once: ten times in a quarter of an hour is all
 * that an account may.
 */
export const test = base.extend<object, { signedIn: SignedIn }>({
  signedIn: [
    async ({ browser }, provide, { project }) => {
      const { baseURL, locale } = project.use;
      const context = await browser.newContext({ baseURL, locale });
      const page = await context.newPage();
      await page.goto("/aoi/staff");
      await page.getByLabel("メールアドレス").fill("counter@aoi.example");
      await page.getByLabel("パスワード", { exact: true }).fill("goen-demo-2026");
      await page.getByRole("button", { name: "ログイン" }).click();
      await expect(scanBox(page)).toBeVisible();
      const state = await context.storageState();
      await context.close();
      await provide(state);
    },
    { scope: "worker" },
  ],
  storageState: ({ signedIn }, provide) => provide(signedIn),
});

/** Opens the counter's home, ready to scan. */
export async function standAtCounter(page: Page): Promise<void> {
  await page.goto("/aoi/staff");
  await expect(scanBox(page)).toBeFocused();
}

export const scanBox = (page: Page) => page.getByRole("search").getByRole("textbox");

/** A bar code reader is a fast keyboard that ends with Enter; it aims at nothing. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
}

/** Issues a card at the counter's home; gives its thirteen digits. */
export async function issueCard(page: Page): Promise<string> {
  await page.goto("/aoi/staff");
  await page.getByRole("button", { name: "カードを発行" }).click();
  await expect(page.getByRole("heading", { name: "カードを発行しました" })).toBeVisible();
  const spoken = await page.getByText(/^29\d{2} \d{4} \d{5}$/).textContent();
  return (spoken ?? "").replaceAll(" ", "");
}

/** The number shown for a name in a list of facts, as text without its unit. */
export const fact = (page: Page, name: string) =>
  page.getByRole("definition").and(page.locator(`dt:text-is("${name}") + dd`));

/** Records a sale to whom the sale page is open for. */
export async function sell(page: Page, ...codes: string[]): Promise<void> {
  await expect(scanBox(page)).toBeFocused();
  for (const code of codes) {
    await scan(page, code);
    await expect(scanBox(page)).toHaveValue("");
  }
  await page.getByRole("button", { name: "会計を記録" }).click();
  await expect(page.getByRole("heading", { name: "会計を記録しました" })).toBeVisible();
}

/** No finding of axe on the page as it stands. */
export const expectAccessible = (page: Page): Promise<void> => checkAccessible(page, ["best-practice"]);
