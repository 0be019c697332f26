import { expect } from "@playwright/test";
import { test } from "../testing/journey";
import { ask, launchOwn } from "./composing";
import { base, openSentCampaign, signIn } from "./office";

test("a campaign shows its five values, its numbers and its mail in both languages", async ({ page }) => {
  await signIn(page, "marketing");
  await openSentCampaign(page);
  for (const value of ["誰に", "何を", "いつ", "どこで", "どう伝えるか"])
    await expect(page.getByRole("term").filter({ hasText: value })).toBeVisible();
  await expect(page.getByText("保証の最終日の30日前", { exact: false })).toBeVisible();
  await expect(page.getByRole("definition").getByText(/^[\d,]+人$/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "全員の判定" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "効果" })).toBeVisible();
  await page.getByRole("button", { name: "メールを見る" }).click();
  const mail = page.getByRole("dialog", { name: "メールのプレビュー" });
  await expect(mail.frameLocator("iframe").getByText("見本 花子", { exact: false }).first()).toBeVisible();
  await mail.getByRole("tab", { name: "English" }).click();
  await expect(mail.frameLocator("iframe").getByText("Hanako Mihon", { exact: false }).first()).toBeVisible();
});

test("pauses and resumes, and says who did; cancelling needs a typed word", async ({ page }) => {
  await signIn(page, "owner", `${base}/campaigns`);
  // One of its own: what the demo shop's campaign sends and will send is looked at by other journeys meanwhile.
  const { name, campaignId } = await launchOwn(page);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "一時停止" }).click();
  await expect(page.getByRole("dialog")).toContainText("まだ送っていないメールを止めます");
  await page.getByRole("dialog").getByRole("button", { name: "一時停止する" }).click();
  await expect(main.getByText("一時停止中").first()).toBeVisible();
  await expect(main.getByText("青井 和子").first()).toBeVisible();

  await main.getByRole("button", { name: "中止する" }).click();
  const cancel = page.getByRole("dialog");
  await expect(cancel.getByRole("button", { name: "中止する" })).toHaveAttribute("aria-disabled", "true");
  await cancel.getByRole("button", { name: "キャンセル" }).click();

  await main.getByRole("button", { name: "再開する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "再開する" }).click();
  await expect(main.getByRole("button", { name: "一時停止" })).toBeVisible();
  await expect(main.getByText("配信中", { exact: true }).first()).toBeVisible();
  await ask(page, "campaigns.cancel", { campaignId });
});
