import { mailboxOf } from "../testing/mailbox";
import { expect, expectAccessible, mails, my, numberIn, openMail, test } from "./customer";
import { becomeMember } from "./newcomer";

interface Desk {
  stores: { storeId: string; name: string; isOpen: boolean; proof: string; address: string | null }[];
}

test("a customer checks in at the store once a day, and invites a friend who joins by mail, buys, and brings points to both", async ({
  page,
  browser,
  baseURL,
  counter,
}, info) => {
  const { stores } = await counter.ask<Desk>("visits.desk");
  const place = stores.find(({ isOpen, proof }) => isOpen && proof === "poster");
  const poster = new URL(place?.address ?? "").pathname;

  // Before there is a card: the poster leads to signing in, and back.
  await page.goto(poster);
  await expect(page.getByRole("link", { name: "ログインしてチェックインする" })).toBeVisible();
  await expectAccessible(page);
  await becomeMember(page, counter);
  await page.goto(poster);
  await expect(page.getByText(`「${place?.name}」にご来店ありがとうございます。`)).toBeVisible();
  await page.getByRole("button", { name: "チェックインする" }).click();
  await expect(page.getByText("チェックインしました")).toBeVisible();
  await expect(page.getByText("10 ポイントが付きました。")).toBeVisible();
  await expectAccessible(page);
  await page.goto(poster);
  await expect(page.getByText("本日はチェックイン済みです")).toBeVisible();

  await page.goto(my);
  await page.getByRole("link", { name: "お友達を紹介" }).click();
  await page.getByRole("button", { name: "紹介リンクをつくる" }).click();
  const link = new URL(await page.getByLabel("あなたの紹介リンク").inputValue()).pathname;
  await expectAccessible(page);
  await page.goto(link);
  await expect(page.getByText("あなたの紹介リンクです")).toBeVisible();

  const other = await browser.newContext({ baseURL: baseURL ?? "", locale: "ja-JP" });
  try {
    const phone = await other.newPage();
    await phone.goto(link);
    await expect(phone.getByText("入会して初めてお買い物をすると、300 ポイントが付きます。")).toBeVisible();
    await expectAccessible(phone);
    const email = `friend-${info.testId}-${info.repeatEachIndex}@example.jp`;
    await phone.getByLabel("メールアドレス").fill(email);
    await phone.getByRole("button", { name: "入会用のメールを受け取る" }).click();
    await expect(phone.getByText("メールをご確認ください")).toBeVisible();
    await phone.goto(mailboxOf(email));
    const letter = mails(phone, email, "ログイン用のリンク").first();
    await expect(letter).toBeVisible();
    const mail = await openMail(phone, letter);
    await mail.body.getByRole("link", { name: "ログインする" }).click();
    await phone.getByRole("button", { name: "入会する" }).click();
    await expect(phone.getByRole("heading", { level: 1, name: "お友達からのご招待" })).toBeVisible();
    // Joining told it already; where this page was faster, the button says the same again.
    const accept = phone.getByRole("button", { name: "招待を受ける" });
    if (await accept.isVisible()) await accept.click();
    await expect(phone.getByText("招待を受け付けました")).toBeVisible();

    await page.goto(`${my}/friends`);
    await expect(page.getByText("予定 500 ポイント")).toBeVisible();
    await phone.goto(`${my}/card`);
    const memberNo = (await phone.getByLabel("会員番号").textContent())?.replaceAll(/\D/g, "") ?? "";
    const { members } = await counter.ask<{ members: { memberId: string }[] }>("members.search", { q: memberNo });
    await counter.call("purchases.record", {
      memberId: members[0]?.memberId,
      storeId: null,
      externalId: crypto.randomUUID(),
      lines: [{ productCode: "AC-40F", quantity: 1, unitPriceYen: 1_000 }],
    });
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("お買い物済み")).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(page.getByText("+500 ポイント")).toBeVisible();
    await phone.goto(`${my}/points`);
    await expect(phone.getByText("300").first()).toBeVisible();
  } finally {
    await other.close();
  }
  await page.goto(`${my}/points`);
  expect(
    numberIn(
      await page
        .getByRole("main")
        .getByText(/^[\d,]+\s*pt$/)
        .first()
        .textContent(),
    ),
  ).toBe(510);
});
