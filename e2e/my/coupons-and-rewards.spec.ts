import type { Page } from "@playwright/test";
import { scan, scanBox } from "../staff/counter";
import { expect, expectAccessible, my, test } from "./customer";
import { becomeMember } from "./newcomer";

/** Opens a customer at the desk; a device that is new here asks at which store it stands, and the first one will do. */
async function serve(desk: Page, memberId: string): Promise<void> {
  await desk.goto(`/aoi/staff/members/${memberId}`);
  const customer = desk.getByRole("heading", { level: 1, name: /様$|^会員/ });
  const stores = desk.getByRole("heading", { level: 1, name: "この端末はどの店舗にありますか？" });
  await expect(customer.or(stores)).toBeVisible();
  if (await stores.isVisible()) await desk.getByRole("main").getByRole("button").first().click();
  await expect(customer).toBeVisible();
}

test("a coupon given at the counter is shown by the customer, taken off a sale, and comes back with the return", async ({
  page,
  counter,
}) => {
  const desk = counter.page;
  const { memberId } = await becomeMember(page, counter);
  await serve(desk, memberId);
  await desk.keyboard.press("F8");
  await desk.getByRole("radio", { name: /3,000円以上のお買い物で500円引き/ }).check();
  await desk.getByRole("dialog").getByRole("button", { name: "クーポンを渡す" }).click();
  await expect(desk.getByText("「3,000円以上のお買い物で500円引き」を渡しました")).toBeVisible();

  await page.goto(`${my}/coupons`);
  await page.getByRole("link", { name: /3,000円以上のお買い物で500円引き/ }).click();
  const code = page.getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  const spoken = (await code.textContent()) ?? "";
  await expectAccessible(page);

  await desk.getByRole("link", { name: "会計する" }).click();
  await expect(scanBox(desk)).toBeFocused();
  for (const read of ["CL-S1", spoken]) {
    await scan(desk, read);
    await expect(scanBox(desk)).toHaveValue("");
  }
  await expect(desk.getByText("−￥500").first()).toBeVisible();
  await desk.getByRole("button", { name: "会計を記録" }).click();
  await expect(desk.getByRole("heading", { name: "会計を記録しました" })).toBeVisible();
  await page.reload();
  await expect(page.getByText(/に使用しました/)).toBeVisible();

  await desk.getByRole("link", { name: "会員を表示" }).click();
  await desk.getByRole("link", { name: /の商品を返品する$/ }).click();
  await desk.getByRole("button", { name: /を1つ増やす$/ }).click();
  await desk.getByRole("button", { name: "返品を記録" }).click();
  await expect(desk.getByRole("heading", { name: "返品を記録しました" })).toBeVisible();
  await page.reload();
  await expect(page.getByText("レジでこのコードを提示してください")).toBeVisible();
  await expect(code).toHaveText(spoken);
});

test("points are exchanged on the phone, the reward is handed over at the counter", async ({ page, counter }) => {
  const desk = counter.page;
  const { memberId } = await becomeMember(page, counter);
  await counter.call("points.adjust", { memberId, key: crypto.randomUUID(), points: 500, reason: "開店祝い" });
  await page.goto(`${my}/rewards`);
  const bag = page.getByRole("listitem").filter({ hasText: "オリジナルエコバッグ" });
  await bag.getByRole("button", { name: "交換する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "交換する" }).click();
  await expect(page.getByText("交換しました")).toBeVisible();
  await expect(page.getByText("準備中")).toBeVisible();

  await serve(desk, memberId);
  await expect(desk.getByText("オリジナルエコバッグ")).toBeVisible();
  await desk.getByRole("button", { name: "「オリジナルエコバッグ」をお渡しする" }).click();
  await expect(desk.getByText("お渡し待ちの特典はありません")).toBeVisible();
  await page.goto(`${my}/points`);
  await page.getByRole("link", { name: "「オリジナルエコバッグ」と交換" }).click();
  await expect(page.getByText("お渡し済み")).toBeVisible();
});
