import { expect } from "@playwright/test";
import { scan, standAtCounter } from "../staff/counter";
import { give, joinWithCard, openMember, test, unlike } from "./desk";
import { base, expectAccessible } from "./office";

test("two records of one person are found, compared and merged; the old card scans; it is undone", async ({ page }) => {
  const familyName = `名寄${unlike()}`;
  const person = {
    familyName,
    givenName: "環",
    familyKana: "ナヨセ",
    givenKana: "タマキ",
    birthday: "1983-06-14",
    postalCode: "1500001",
  };
  const online = await joinWithCard(page, { ...person, email: `${unlike()}@example.jp` });
  const card = await joinWithCard(page, person);
  await give(page, card.memberId, 500);

  // Whoever joins is compared as soon as the worker has heard of it.
  const row = page.getByRole("row").filter({ hasText: card.memberNo });
  await expect
    .poll(
      async () => {
        await page.goto(`${base}/members/duplicates`);
        return row.count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await expectAccessible(page);
  await expect(row).toContainText("名前が一致");
  await row.getByRole("link", { name: "比べる" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "会員を比べて統合する" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("group", { name: "会員番号" }).getByRole("radio", { name: online.memberNo }).check();
  await page.getByRole("button", { name: "統合する" }).click();
  const dialog = page.getByRole("dialog", { name: "この2人を統合しますか？" });
  await expect(dialog).toContainText("30日以内なら元に戻せます");
  await dialog.getByRole("button", { name: "統合する" }).click();
  await expect(page).toHaveURL(new RegExp(`/members/${online.memberId}`));
  await expect(page.getByText(`会員番号 ${card.memberNo} を統合しました`)).toBeVisible();

  // The page of the closed record leads here, and so does its card.
  await openMember(page, card.memberId);
  await expect(page).toHaveURL(new RegExp(`/members/${online.memberId}`));
  await page.goto("/aoi/staff");
  await page.getByRole("button", { name: "吉祥寺本店" }).click();
  await standAtCounter(page);
  await scan(page, card.memberNo);
  await expect(page).toHaveURL(new RegExp(online.memberId));
  await expect(page.getByText(new RegExp(familyName)).first()).toBeVisible();

  await openMember(page, online.memberId);
  await page.getByRole("button", { name: "統合を元に戻す" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "統合を元に戻す" }).click();
  await expect(page.getByText(/^元に戻しました/)).toBeVisible();
  await openMember(page, card.memberId);
  await expect(page).toHaveURL(new RegExp(`/members/${card.memberId}`));
});
