// A customer of their own for each journey that changes one: a card issued at the counter, taken over on this phone.
import { expect, type Page, type TestInfo } from "@playwright/test";
import { mailboxOf } from "../testing/mailbox";
import { mails, my, openMail } from "./customer";
import type { Counter } from "./desk";

export interface Newcomer {
  memberId: string;
  memberNo: string;
}

/** A new card, claimed on this phone: the journey stands on the page that asks for an address. */
export async function becomeMember(page: Page, counter: Counter): Promise<Newcomer> {
  const { memberId, card, claim } = await counter.call<{
    memberId: string;
    card: { memberNo: string };
    claim: { url: string };
  }>("members.issueAtCounter", { storeId: null });
  await page.goto(new URL(claim.url).pathname);
  await page.getByRole("button", { name: "会員証を受け取る" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "メールアドレスの登録" })).toBeVisible();
  return { memberId, memberNo: card.memberNo };
}

/** Gives the newcomer an address, by the mail that comes; the phone stays on My Page. */
export async function proveAddress(page: Page, info: TestInfo): Promise<string> {
  const email = `new-${info.testId}-${info.repeatEachIndex}@example.jp`;
  await page.goto(`${my}/address`);
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByRole("button", { name: "確認メールを送る" }).click();
  await expect(page.getByText("メールをご確認ください")).toBeVisible();
  await page.goto(mailboxOf(email));
  const letter = mails(page, email, "ログイン用のリンク").first();
  await expect(letter).toBeVisible();
  const mail = await openMail(page, letter);
  await mail.body.getByRole("link", { name: "ログインする" }).click();
  await page.getByRole("button", { name: "登録を完了する" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "ようこそ" })).toBeVisible();
  return email;
}
