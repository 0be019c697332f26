import { expect, expectAccessible, my, test } from "./customer";
import { becomeMember } from "./newcomer";
import { readCode } from "./paper-code";

test("a customer who forgot the card gets the points with the printed receipt, once", async ({ page, counter }) => {
  const desk = counter.page;
  await becomeMember(page, counter);
  const receiptNo = `R-${crypto.randomUUID().slice(0, 8)}`;
  const { purchaseId } = await counter.call<{ purchaseId: string }>("purchases.record", {
    memberId: null,
    storeId: null,
    externalId: receiptNo,
    lines: [{ productCode: "AC-40F", quantity: 1, unitPriceYen: 178_000 }],
  });
  await desk.goto(`/aoi/staff/receipts/${purchaseId}`);
  // A device that is new here asks at which store it stands; the first one will do.
  const paper = desk.getByRole("heading", { level: 1, name: "ご購入明細書" });
  const stores = desk.getByRole("heading", { level: 1, name: "この端末はどの店舗にありますか？" });
  await expect(paper.or(stores)).toBeVisible();
  if (await stores.isVisible()) await desk.getByRole("main").getByRole("button").first().click();
  await expect(paper).toBeVisible();
  await desk.emulateMedia({ media: "print" });
  const code = desk.getByRole("img", { name: "あとでポイントを付けるQRコード" });
  await expect(code).toBeVisible();
  const address = new URL(await readCode(await code.screenshot()));
  const pdf = await desk.request.get(`/aoi/staff/receipts/${purchaseId}/pdf`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");

  // Somebody who only knows the number has to know the total, too.
  await page.goto(`${my}/points`);
  await page.getByRole("link", { name: "レシートでポイントを付ける" }).click();
  await page.getByLabel("レシート番号").fill(receiptNo);
  await page.getByLabel("合計金額（税込）").fill("178,001円");
  await page.getByRole("button", { name: "ポイントを付ける" }).click();
  await expect(page.getByRole("alert").first()).toContainText("合計金額を確かめて");
  await expect(page.getByLabel("レシート番号")).toHaveValue(receiptNo);
  await expectAccessible(page);

  await page.goto(address.pathname + address.search);
  await expect(page.getByLabel("レシート番号")).toHaveValue(receiptNo);
  await expect(page.getByLabel("合計金額（税込）")).toHaveCount(0);
  await page.getByRole("button", { name: "ポイントを付ける" }).click();
  await expect(page.getByText(/ポイントが付きました/)).toBeVisible();
  await page.goto(address.pathname + address.search);
  await page.getByRole("button", { name: "ポイントを付ける" }).click();
  await expect(page.getByRole("alert").first()).toContainText("すでに付いています");
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
