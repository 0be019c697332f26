import { expect } from "@playwright/test";
import { join, test } from "./desk";
import { base, expectAccessible } from "./office";

test("the desk sees what the shop owes on a day, and what the watch looks for", async ({ page }) => {
  await page.goto(`${base}/liability`);
  await expect(page.getByRole("heading", { name: "ポイント負債", level: 1 })).toBeVisible();
  await expect(page.getByRole("table", { name: "有効期限の月ごと" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("基準日").fill("2020-01-01");
  await page.getByRole("button", { name: "表示", exact: true }).click();
  await expect(page.getByText("この日に残っていたポイントはありません。")).toBeVisible();
  await page.goto(`${base}/watch`);
  await page.getByRole("link", { name: "見張りの条件" }).click();
  await expect(page.getByText(/直近30日なら/).first()).toBeVisible();
  await expectAccessible(page);
});

test("a request that came by phone is written down and refused with an answer", async ({ page }) => {
  const memberId = await join(page, { familyName: "請求", givenName: "太郎" });
  const { memberNo } = await page.evaluate(async (id) => {
    const input = encodeURIComponent(JSON.stringify({ json: { memberId: id } }));
    const response = await fetch(`/api/trpc/aoi/members.byId?input=${input}`);
    return ((await response.json()) as { result: { data: { json: { memberNo: string } } } }).result.data.json;
  }, memberId);
  await page.goto(`${base}/privacy`);
  await page.getByRole("button", { name: "届いたご請求を登録" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("会員番号").fill(memberNo);
  await dialog.getByLabel("内容", { exact: true }).selectOption("stop");
  await dialog.getByLabel("本人確認の方法").fill("生年月日");
  await dialog.getByRole("button", { name: "届いたご請求を登録" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("row").filter({ hasText: memberNo });
  await expect(row).toContainText("未対応");
  await row.getByRole("button", { name: "お返事する" }).click();
  await dialog.getByText("お断りする").click();
  await dialog.getByLabel("お返事の内容").fill("ご本人と確認できませんでした。");
  await dialog.getByRole("button", { name: "送信" }).click();
  await expect(dialog).toBeHidden();
  await page.goto(`${base}/privacy?view=all`);
  await expect(page.getByRole("row").filter({ hasText: memberNo })).toContainText("お断り");
});
