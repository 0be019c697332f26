// What a person in the office does, in the words of the screen.
import { expect, type Page } from "@playwright/test";

export { expectAccessible } from "../testing/accessible";

export const base = "/aoi/admin";
export const warrantyCampaign = "保証期限のご案内";

type Colleague = "owner" | "marketing" | "analyst" | "counter";

/** Signs in as one of the demo shop's staff, and arrives at the page that was asked for. */
export async function signIn(page: Page, who: Colleague = "owner", path = base): Promise<void> {
  await page.goto(path);
  await page.getByLabel("メールアドレス").fill(`${who}@aoi.example`);
  await page.getByLabel("パスワード", { exact: true }).fill("goen-demo-2026");
  await page.getByRole("button", { name: "ログイン" }).click();
  await expect(page.getByRole("button", { name: "アカウントメニュー" })).toBeVisible();
}

/** Answers in English from here on. */
export async function speakEnglish(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  await page.context().addCookies([{ name: "goen.locale", value: "en", url: origin }]);
}

/** Opens the campaign that the demo shop launches by itself, once its first run has sent its mails. */
export async function openSentCampaign(page: Page): Promise<void> {
  await page.goto(`${base}/campaigns`);
  await page.getByRole("link", { name: warrantyCampaign }).click();
  const progress = page.getByRole("progressbar", { name: "送信の進み具合" });
  await expect(progress).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText(/^送信済み/)).toBeVisible({ timeout: 45_000 });
  // The numbers renew themselves; the list of persons is of the moment in which the page was asked for.
  await page.reload();
}
