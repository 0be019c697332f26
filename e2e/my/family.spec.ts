import { expect, expectAccessible, my, test } from "./customer";
import { becomeMember } from "./newcomer";

test("two customers use their points together: one starts a family and tells the code, the other joins and leaves", async ({
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
    await becomeMember(phone, counter);
    await phone.goto(`${my}/account/family`);
    await phone.getByLabel("招待コード").fill("ZZZZ-ZZZZ");
    await phone.getByRole("button", { name: "家族に参加する" }).click();
    await expect(phone.getByText("招待コードが正しくないか、期限が切れています。")).toBeVisible();
    await phone.getByLabel("招待コード").fill(code.toLowerCase());
    await phone.getByRole("button", { name: "家族に参加する" }).click();
    await expect(phone.getByText("メンバー（2/4人）")).toBeVisible();
    await expect(phone.getByText("300").first()).toBeVisible();
    await expectAccessible(phone);
    await phone.getByRole("button", { name: "家族から抜ける" }).click();
    await phone.getByRole("dialog").getByRole("button", { name: "家族から抜ける" }).click();
    await expect(phone.getByRole("heading", { name: "招待を受け取った方" })).toBeVisible();
  } finally {
    await other.close();
  }
  await page.reload();
  await expect(page.getByText("メンバー（1/4人）")).toBeVisible();
});
