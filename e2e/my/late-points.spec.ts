import { expect, expectAccessible, my, test } from "./customer";
import { becomeMember } from "./newcomer";

test("a customer who forgot the card gets the points with the receipt, once", async ({ page, counter }) => {
  await becomeMember(page, counter);
  const receiptNo = `R-${crypto.randomUUID().slice(0, 8)}`;
  await counter.call("purchases.record", {
    memberId: null,
    storeId: null,
    externalId: receiptNo,
    lines: [{ productCode: "AC-40F", quantity: 1, unitPriceYen: 178_000 }],
  });
  await page.goto(`${my}/points`);
  await page.getByRole("link", { name: "レシートでポイントを付ける" }).click();
  await page.getByLabel("レシート番号").fill(receiptNo);
  await page.getByLabel("合計金額（税込）").fill("178,001円");
  await page.getByRole("button", { name: "ポイントを付ける" }).click();
  await expect(page.getByRole("alert").first()).toContainText("合計金額を確かめて");
  await expect(page.getByLabel("レシート番号")).toHaveValue(receiptNo);
  await expectAccessible(page);
  await page.getByLabel("合計金額（税込）").fill("１７８，０００");
  await page.getByRole("button", { name: "ポイントを付ける" }).click();
  await expect(page.getByText(/ポイントが付きました/)).toBeVisible();
  await page.goto(`${my}/points/claim`);
  await page.getByLabel("レシート番号").fill(receiptNo);
  await page.getByLabel("合計金額（税込）").fill("178000");
  await page.getByRole("button", { name: "ポイントを付ける" }).click();
  await expect(page.getByRole("alert").first()).toContainText("すでにポイントが付いている");
});

test("a customer asks what the shop holds of them, and the desk answers", async ({ page, counter }) => {
  const { memberId } = await becomeMember(page, counter);
  await page.goto(`${my}/account/data`);
  await page.getByRole("link", { name: "開示・訂正・消去を請求する" }).click();
  await page.getByRole("radio", { name: /訂正/ }).check();
  await page.getByLabel("詳しい内容").fill("旧住所が残っています");
  await expectAccessible(page);
  await page.getByRole("button", { name: "請求する" }).click();
  await expect(page.getByText(/までにお返事します/).first()).toBeVisible();
  const held = await page.request.get(`/api/trpc/aoi/books.myRequests`);
  const { result } = (await held.json()) as { result: { data: { json: { requestId: string }[] } } };
  await counter.call("books.stepRequest", {
    memberId,
    requestId: result.data.json[0]?.requestId,
    state: "done",
    answer: "住所を直しました。",
  });
  await page.reload();
  await expect(page.getByText("お返事: 住所を直しました。")).toBeVisible();
});
