// The shop's side of a customer's journey: cards are issued and profiles changed by the product's own procedures.
import { type APIResponse, type Browser, expect, type Page } from "@playwright/test";

/** A worker's counter: signed in once, issues cards and records sales by the product's own procedures. */
export interface Counter {
  /** The counter's own screen. */
  page: Page;
  call: <T>(procedure: string, input: unknown) => Promise<T>;
  /** The same for what only reads. */
  ask: <T>(procedure: string, input?: unknown) => Promise<T>;
}

export async function openCounter(browser: Browser, baseURL: string): Promise<{ counter: Counter; page: Page }> {
  const page = await browser.newPage({ baseURL, locale: "ja-JP" });
  await page.goto("/aoi/staff");
  await page.getByLabel("メールアドレス").fill("owner@aoi.example");
  await page.getByLabel("パスワード", { exact: true }).fill("goen-demo-2026");
  await page.getByRole("button", { name: "ログイン" }).click();
  await expect(page).toHaveURL(/\/aoi\/(?:staff|admin)/);
  await expect(page.getByRole("button", { name: "ログイン", exact: true })).toHaveCount(0);
  const resultOf = async <T>(procedure: string, answer: APIResponse): Promise<T> => {
    expect(answer.status(), `${procedure}: ${await answer.text()}`).toBe(200);
    const { result } = (await answer.json()) as { result: { data: { json: T } } };
    return result.data.json;
  };
  const call = async <T>(procedure: string, input: unknown): Promise<T> =>
    resultOf(procedure, await page.request.post(`/api/trpc/aoi/${procedure}`, { data: { json: input } }));
  const ask = async <T>(procedure: string, input?: unknown): Promise<T> =>
    resultOf(
      procedure,
      await page.request.get(`/api/trpc/aoi/${procedure}`, {
        params: input === undefined ? {} : { input: JSON.stringify({ json: input }) },
      }),
    );
  return { counter: { page, call, ask }, page };
}
