import { expect } from "@playwright/test";
import { test } from "../testing/journey";
import { base, expectAccessible, signIn } from "./office";

test("a marketer tries new ranks on today's members, schedules them, and calls the start off", async ({ page }) => {
  await signIn(page, "marketing", `${base}/ranks`);
  await expect(page.getByRole("list", { name: "ランクの段階" })).toContainText("プラチナ");
  await expectAccessible(page);
  await page.getByRole("button", { name: "決まりを見直す" }).click();
  const publish = page.getByRole("button", { name: "公開する" });
  await expect(publish).toHaveAccessibleDescription("公開の前に、試算で人数をご確認ください。");
  const gold = page.getByRole("group", { name: "3段目" });
  await gold.getByLabel("条件").fill("10000");
  await expect(gold.getByText("下のランクより大きい値にしてください。")).toBeVisible();
  await gold.getByLabel("条件").fill("200000");
  await page.getByRole("button", { name: "試算する" }).click();
  const trial = page.getByRole("table").filter({ hasText: "試算" });
  await expect(trial.getByRole("row")).toHaveCount(5);
  await expect(page.getByText(/人は条件に届きませんが、いまの期限まではいまのランクを保ちます/)).toBeVisible();
  await expectAccessible(page);
  await publish.click();
  const dialog = page.getByRole("dialog");
  const nextYear = `${new Date().getFullYear() + 1}-04-01`;
  await dialog.getByLabel("開始日").fill(nextYear);
  await dialog.getByRole("button", { name: "公開する" }).click();
  await expect(page.getByText(/が\d{4}年4月1日から始まります/)).toBeVisible();
  await page.getByRole("button", { name: "開始を取り消す" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "開始を取り消す" }).click();
  await expect(page.getByText(/が\d{4}年4月1日から始まります/)).toBeHidden();
  await expect(page.getByText("適用中")).toBeVisible();
});

test("a marketer lifts one member by hand, and gives it up again", async ({ page }) => {
  await signIn(page, "marketing", `${base}/members?sort=joined_asc`);
  await page.getByRole("table").getByRole("link").nth(7).click();
  const rank = page
    .getByRole("region", { name: "会員ランク" })
    .or(page.locator("section", { hasText: "ランクの履歴" }));
  await rank.first().getByRole("button", { name: "ランクを変更" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "ランク" }).selectOption({ label: "プラチナ" });
  await dialog.getByLabel("いつまで").fill(`${new Date().getFullYear() + 1}-03-31`);
  await dialog.getByLabel("理由").fill("長くお使いいただいているお礼");
  await dialog.getByRole("button", { name: "ランクを変更" }).click();
  await expect(page.getByText(/手動でプラチナ/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "手動の変更をやめる" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "手動の変更をやめる" }).click();
  await expect(page.getByText(/手動でプラチナ/)).toBeHidden();
});
