import { eq } from "drizzle-orm";
import PostalMime from "postal-mime";
import { expect, it } from "vitest";
import { capturedMails } from "@/db/schema/delivery";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { type Ctx, inTransaction, read, systemCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { staffActor } from "@/server/kernel/testing";
import { setSafeguards } from "@/server/points/service/safeguards";
import { shopWithProgram } from "@/server/points/service/testing";
import { addStaff } from "@/server/tenancy/service/add-staff";
import { askApproval, decideApproval } from "@/server/watch/service/approvals";
import { tellApprovers } from "@/server/watch/service/tell-approvers";
import { drainOutbox } from "./outbox";
import { subscriptions } from "./registry";

const after = (ctx: Ctx, minutes: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + minutes * 60_000) });
const job = (ctx: Ctx) => systemCtx(ctx.tenant, "test", database("app"), ctx.now);

async function colleague(ctx: Ctx, name: string, role: "owner" | "marketer" | "store_staff", locale = "ja") {
  const email = `${name}-${newId()}@example.jp`;
  const { membershipId } = await addStaff(job(ctx), { email, name, role });
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ accountId: staffMemberships.accountId })
      .from(staffMemberships)
      .where(eq(staffMemberships.id, membershipId)),
  );
  const accountId = row?.accountId ?? "";
  await inTransaction(ctx, (t) => t.tx.update(staffAccounts).set({ locale }).where(eq(staffAccounts.id, accountId)));
  return { name, email, actor: staffActor({ id: membershipId, accountId, role }) };
}

it("who may decide gets one mail for all that waits, not about their own and not at night; who asked hears the outcome", async () => {
  const { ctx, as, memberId } = await shopWithProgram();
  await setSafeguards(ctx, {
    approvalAbovePoints: 100,
    staffDailyPoints: null,
    memberDailyPoints: null,
    approvalDays: 7,
    lateGrantDays: 14,
  });
  const people = [
    await colleague(ctx, "sato", "owner"),
    await colleague(ctx, "smith", "marketer", "en"),
    await colleague(ctx, "kondo", "store_staff"),
  ] as const;
  const [sato, smith, kondo] = people;
  const mails = async () => {
    await drainOutbox(subscriptions, new Date(ctx.now.getTime() + 86_400_000));
    const rows = await database("batch").transaction(null, "read", (tx) =>
      tx.select().from(capturedMails).where(eq(capturedMails.shopId, ctx.tenant)),
    );
    const subjects = await Promise.all(rows.map(async ({ raw }) => (await PostalMime.parse(raw)).subject ?? ""));
    return rows
      .map(({ recipient }, at) => `${people.find(({ email }) => recipient.includes(email))?.name}: ${subjects[at]}`)
      .toSorted((a, b) => (a < b ? -1 : 1));
  };
  const ask = (who: typeof sato, points: number) =>
    askApproval(as(who.actor), { memberId, key: newId(), points, reason: "お詫び" });
  const first = await ask(smith, 500);
  await ask(smith, 600);
  const last = await ask(kondo, 2_000);
  expect(await tellApprovers(job(ctx))).toBe(0);
  // 21:30 in the shop.
  expect(await tellApprovers(job(after(ctx, 570)))).toBe(0);
  expect(await mails()).toEqual([]);
  expect(await tellApprovers(job(after(ctx, 5)))).toBe(2);
  expect(await tellApprovers(job(after(ctx, 15)))).toBe(0);
  const waiting = await mails();
  expect(waiting).toEqual([
    expect.stringMatching(/^sato: 【.*】承認待ちのポイント調整が3件あります$/),
    expect.stringMatching(/^smith: .*: 1 request waits for approval$/),
  ]);
  await decideApproval(as(sato.actor), { memberId, approvalId: first.approvalId, isApproved: true });
  await decideApproval(as(sato.actor), {
    memberId,
    approvalId: last.approvalId,
    isApproved: false,
    reason: "金額をご確認ください",
  });
  expect((await mails()).filter((mail) => !waiting.includes(mail))).toEqual([
    expect.stringMatching(/^kondo: 【.*】ポイント調整の申請が承認されませんでした$/),
    expect.stringMatching(/^smith: .*: your request was approved$/),
  ]);
});
