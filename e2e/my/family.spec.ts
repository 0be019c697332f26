import { expect, expectAccessible, my, test } from "./customer";
import { becomeMember } from "./newcomer";

test("two customers use their points together: a family by a code, a sale with the other's points, a gift and its undoing", async ({
  page,
  browser,
  counter,
}) => {
  const one = await becomeMember(page, counter);
  await counter.call("points.adjust", {
    memberId: one.memberId,
    key: crypto.randomUUID(),
    points: 300,
    reason: "ご入会のお礼",
  });
  await page.goto(`${my}/account`);
  await page.getByRole("link", { name: /家族でポイントを使う/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "家族でポイントを使う" })).toBeVisible();
  await page.getByLabel("家族の呼び名").fill("山田家");
  await page.getByRole("button", { name: "家族をつくる" }).click();
  await expect(page.getByText("山田家の合計")).toBeVisible();
  await page.getByRole("button", { name: "招待コードをつくる" }).click();
  const code = (await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? "";
  await expectAccessible(page);

  const other = await browser.newContext();
  try {
    const phone = await other.newPage();
    const two = await becomeMember(phone, counter);
    await phone.goto(`${my}/account/family`);
    await phone.getByLabel("招待コード").fill("ZZZZ-ZZZZ");
    await phone.getByRole("button", { name: "家族に参加する" }).click();
    await expect(phone.getByText("招待コードが正しくないか、期限が切れています。")).toBeVisible();
    await phone.getByLabel("招待コード").fill(code.toLowerCase());
    await phone.getByRole("button", { name: "家族に参加する" }).click();
    await expect(phone.getByText("メンバー（2/4人）")).toBeVisible();
    await expect(phone.getByText("300").first()).toBeVisible();
    await expectAccessible(phone);

    // At the counter: what the one lacks comes from the other, and both can read it.
    const { purchaseId } = await counter.call<{ purchaseId: string }>("purchases.record", {
      memberId: two.memberId,
      storeId: null,
      externalId: crypto.randomUUID(),
      lines: [{ productCode: "AC-40F", quantity: 1, unitPriceYen: 5_000 }],
      spendPoints: 120,
      useFamily: true,
    });
    await phone.goto(`${my}/purchases/${purchaseId}`);
    await expect(phone.getByText("うち家族のポイント")).toBeVisible();
    await page.goto(`${my}/points`);
    await expect(page.getByText("ご家族のお支払いに利用")).toBeVisible();

    // Whose points they are says whether they may be used.
    await page.goto(`${my}/account/family`);
    await page.getByRole("button", { name: "使わせない" }).click();
    await expect(page.getByText("いまは、家族はあなたのポイントを使えません。")).toBeVisible();

    await page.goto(`${my}/points`);
    await page.getByRole("link", { name: "ほかの会員にポイントを贈る" }).click();
    await page.getByLabel("贈る相手").fill(one.memberNo);
    await page.getByLabel("ポイント数").fill("１００");
    await page.getByRole("button", { name: "確認する" }).click();
    await expect(page.getByText("ご自分には贈れません。")).toBeVisible();
    await page.getByLabel("贈る相手").fill(two.memberNo);
    await page.getByRole("button", { name: "確認する" }).click();
    await expect(page.getByText(/会員番号の末尾 \d{4}.*に100ポイントを贈りますか/)).toBeVisible();
    await expect(page.getByText("贈ったあとの残りは 80 ポイントです。")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "贈る", exact: true }).click();
    await expect(page.getByText("ポイントを贈りました")).toBeVisible();
    await page.getByRole("button", { name: "取り消す" }).click();
    await expect(page.getByText("取り消し済み")).toBeVisible();
    await expectAccessible(page);

    await phone.goto(`${my}/account/family`);
    await phone.getByRole("button", { name: "家族から抜ける" }).click();
    await phone.getByRole("dialog").getByRole("button", { name: "家族から抜ける" }).click();
    await expect(phone.getByRole("heading", { name: "招待を受け取った方" })).toBeVisible();
  } finally {
    await other.close();
  }
  await page.goto(`${my}/account/family`);
  await expect(page.getByText("メンバー（1/4人）")).toBeVisible();
});
