// The `test` that every journey is written with: a page is handed over once it hears what is done to it.
import { type Browser, expect, type Page, test as base } from "@playwright/test";

/**
 * True once React has taken over every control of the page. What is typed before that is shown and never known: React takes the text
 * for its own, sees no change, and removes it with the next drawing.
 */
const isAwake = () =>
  // Parts that stream in later wait in hidden boxes of this name.
  !document.querySelector('[hidden][id^="S:"]') &&
  [...document.querySelectorAll("main :is(input:not([type=hidden]), select, textarea, button)")].every((control) =>
    Object.keys(control).some((key) => key.startsWith("__reactProps$")),
  );

/** Waits for that, but not for ever: a page without React, or without scripts at all, is taken as it is. */
const awake = (page: Page): Promise<void> =>
  expect(async () => expect(await page.evaluate(isAwake)).toBe(true))
    .toPass({ timeout: 15_000, intervals: [20, 50, 100] })
    .catch(() => undefined);

function openPatiently(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...where) => {
    const answer = await goto(...where);
    await awake(page);
    return answer;
  };
  page.reload = async (...how) => {
    const answer = await reload(...how);
    await awake(page);
    return answer;
  };
}

/** Every page of every context, also of those that a journey opens by itself. */
export const test = base.extend<object, { browser: Browser }>({
  browser: [
    async ({ browser }, provide) => {
      browser.on("context", (context) => context.on("page", openPatiently));
      await provide(browser);
    },
    { scope: "worker" },
  ],
});
