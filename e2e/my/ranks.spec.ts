import { asHanako, expect, expectAccessible, my, test } from "./customer";
import { becomeMember } from "./newcomer";

test("what she buys at the counter leads to the next rank, and My Page says how far it is", async ({
  page,
  counter,
}) => {
  const { memberId } = await becomeMember(page, counter);
  await page.goto(my);
  await expect(page.getByText("レギュラー会員")).toBeVisible();
  await expect(page.getByText("あと￥50,000でシルバー")).toBeVisible();
  const sell = (yen: number) =>
    counter.call("purchases.record", {
      memberId,
      storeId: null,
      externalId: crypto.randomUUID(),
      lines: [{ description: "エアコン", quantity: 1, unitPriceYen: yen }],
    });
  await sell(42_000);
  await page.reload();
  await expect(page.getByText("あと￥8,000でシルバー")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "シルバーまでの進み具合" })).toHaveAttribute(
    "aria-valuenow",
    "42000",
  );
  await sell(8_000);
  await page.reload();
  await expect(page.getByText("シルバー会員")).toBeVisible();
  await expect(page.getByText("あと￥100,000でゴールド")).toBeVisible();
  await page.getByText("シルバーの特典").click();
  await expect(page.getByText("お誕生月にクーポンをお届け")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${my}/card`);
  await expect(page.getByText("シルバー", { exact: true })).toBeVisible();
});

test.describe("a member of long standing", () => {
  test.use(asHanako);
  test("reads until when the rank is kept", async ({ page }) => {
    await page.goto(my);
    await expect(page.getByText(/(シルバー|ゴールド)会員/)).toBeVisible();
    await expect(page.getByText(/^\d{4}年12月31日まで$/)).toBeVisible();
  });
});
