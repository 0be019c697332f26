import { describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { saveRule } from "@/server/earning/service/edit-draft";
import { keepPromises, lapseOldPromises, takeBackPromises } from "@/server/earning/service/promises";
import { publishRules } from "@/server/earning/service/publish-rules";
import { moduleJobs as earning } from "@/server/earning/jobs";
import { type Ctx, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { proveAll } from "@/server/kernel/proofs";
import { takeFriendCode } from "@/server/members/service/take-friend-code";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { setProgram } from "@/server/points/service/set-program";
import { moduleJobs as friends } from "../jobs";
import { friendsDesk } from "../queries/desk";
import { invitationFor } from "../queries/invitation";
import { friendsOf, referralsForPerson } from "../queries/my-friends";
import { acceptInvitation } from "./accept-invitation";

// Lock: the primary key of `referrals`, one row per friend; without it two invitations at once promise twice.

const day = 86_400_000;
const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;

async function openShop() {
  const shop = await newTestShop();
  await setProgram(shop.ctx, { ...program, validFrom: new Date(testNow.getTime() - 400 * day) });
  let revision = 0;
  for (const [occasion, points] of [
    ["referral", 300],
    ["referred", 200],
  ] as const)
    ({ revision } = await saveRule(shop.ctx, {
      rule: {
        id: newId(),
        name: occasion,
        when: {},
        gives: { kind: "occasion", occasion, points },
        stacking: { kind: "sum" },
        precedence: 100,
        limits: occasion === "referral" ? { budget: { points: 1_000, period: "ever" } } : {},
        life: {},
      },
      revision,
    }));
  await publishRules(shop.ctx, { revision });
  const as = (id: string, now = testNow): Ctx => shop.as({ kind: "member", id }, now);
  const inviter = await newTestMember(shop.ctx, { phoneNormalised: "+819011112222" });
  const code = await takeFriendCode(as(inviter), inviter);
  const newcomer = (over: Parameters<typeof newTestMember>[1] = {}) =>
    newTestMember(shop.ctx, { joinedAt: new Date(testNow.getTime() - day), ...over });
  return { ...shop, as, inviter, code, newcomer };
}
type Shop = Awaited<ReturnType<typeof openShop>>;

const points = async (ctx: Ctx, memberId: string) => (await walletOf(ctx, memberId)).available;
const proves = async (ctx: Ctx) =>
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);

/** What the outbox would hand over: to both modules that listen. */
async function tell(ctx: Ctx, payload: { memberId: string; purchaseId: string; wholeSaleId?: string }) {
  const kind = payload.wholeSaleId ? ("return" as const) : ("sale" as const);
  const system: Ctx = { ...ctx, actor: { kind: "system", name: "test" } };
  for (const { subscriptions } of [earning, friends])
    for (const one of subscriptions)
      if (one.event === "purchase.recorded") await one.handle(system, { ...payload, kind });
}

describe("acceptInvitation", () => {
  it("promises both, gives both with the first purchase, and shows no names", async () => {
    const { as, code, ctx, inviter, newcomer } = await openShop();
    const friend = await newcomer();
    expect(await invitationFor(as(friend), { code })).toMatchObject({ friendPoints: 200, state: "open" });
    expect(await acceptInvitation(as(friend), friend, { code: code.toLowerCase() })).toMatchObject({
      points: 200,
      isCounted: true,
    });
    expect(await acceptInvitation(as(friend), friend, { code })).toMatchObject({ isCounted: true, isRepeat: true });
    expect((await invitationFor(as(friend), { code })).state).toBe("accepted");
    expect([await points(ctx, inviter), await points(ctx, friend)]).toEqual([0, 0]);
    expect(await friendsOf(as(inviter), inviter)).toMatchObject({
      code,
      offer: { inviter: 300, friend: 200 },
      friends: [{ state: "waiting", points: 300 }],
    });
    expect((await friendsOf(as(friend), friend)).own).toMatchObject({ points: 200 });
    const sale = { memberId: friend, purchaseId: newId() };
    await tell(ctx, sale);
    await tell(ctx, sale);
    expect([await points(ctx, inviter), await points(ctx, friend)]).toEqual([300, 200]);
    expect((await friendsOf(as(inviter), inviter)).friends).toMatchObject([{ state: "bought", points: 300 }]);
    expect(await friendsDesk(ctx)).toMatchObject({ invited: 1, bought: 1, inviters: 1, givenPoints: 500 });
    expect(await referralsForPerson(ctx, inviter)).toMatchObject({ wasInvited: [], invited: [{ refusedFor: null }] });
    expect(JSON.stringify(await friendsOf(as(inviter), inviter))).not.toContain(friend);
    await proves(ctx);
  });

  it("is taken back when the whole first purchase comes back, also from a spent wallet, and waits for the next one", async () => {
    const { as, code, ctx, inviter, newcomer } = await openShop();
    const friend = await newcomer();
    await acceptInvitation(as(friend), friend, { code });
    const [first, second] = [newId(), newId()];
    await tell(ctx, { memberId: friend, purchaseId: first });
    await tell(ctx, { memberId: friend, purchaseId: newId(), wholeSaleId: first });
    await tell(ctx, { memberId: friend, purchaseId: newId(), wholeSaleId: first });
    expect([await points(ctx, inviter), await points(ctx, friend)]).toEqual([0, 0]);
    expect((await friendsOf(as(inviter), inviter)).friends).toMatchObject([{ state: "waiting", points: 300 }]);
    expect(await friendsDesk(ctx)).toMatchObject({ bought: 0, returned: 1, givenPoints: 0, waitingPoints: 500 });
    await tell(ctx, { memberId: friend, purchaseId: second });
    expect([await points(ctx, inviter), await points(ctx, friend)]).toEqual([300, 200]);
    // The first one's slip again changes nothing for the second.
    await tell(ctx, { memberId: friend, purchaseId: newId(), wholeSaleId: first });
    expect(await points(ctx, inviter)).toBe(300);
    expect((await proveAll(ctx, earning.proofs ?? [])).filter(({ violations }) => violations > 0)).toEqual([]);
    await proves(ctx);
  });

  it.each([
    ["phone", { phoneNormalised: "+819011112222" }],
    ["email", { emailNormalised: "a.b+2@gmail.com" }],
    ["address", { postalCode: "1800004", addressLine: "１丁目２－３" }],
  ] as const)("counts for nothing where %s says that the two are one", async (reason, over) => {
    const { as, code, ctx, inviter, newcomer } = await openShop();
    await ctx.db.transaction(ctx.tenant, "write", (tx) =>
      tx.execute(sql`update members set email_normalised = 'ab@gmail.com', postal_code = '1800004', address_line = '1-2-3'
        where tenant_id = ${ctx.tenant} and member_id = ${inviter}`),
    );
    const friend = await newcomer(over);
    expect(await acceptInvitation(as(friend), friend, { code })).toMatchObject({ isCounted: false, points: 0 });
    // A profile that is changed afterwards does not help.
    await ctx.db.transaction(ctx.tenant, "write", (tx) =>
      tx.execute(sql`update members set phone_normalised = null, email_normalised = null, postal_code = null
        where tenant_id = ${ctx.tenant} and member_id = ${friend}`),
    );
    expect(await acceptInvitation(as(friend), friend, { code })).toMatchObject({ isCounted: false, isRepeat: true });
    await tell(ctx, { memberId: friend, purchaseId: newId() });
    expect(await points(ctx, inviter)).toBe(0);
    expect((await friendsOf(as(inviter), inviter)).friends).toEqual([]);
    expect((await friendsDesk(ctx)).refusedFor).toEqual([{ reason, n: 1 }]);
  });

  it("refuses one's own code, unknown ones, old members, buyers, and a second inviter", async () => {
    const shop = await openShop();
    const { as, code, ctx, inviter, newcomer } = shop;
    const friend = await newcomer();
    const refused = (who: string, typed: string, reason: string) =>
      expect(acceptInvitation(as(who), who, { code: typed })).rejects.toMatchObject({ reason });
    await refused(inviter, code, "friends.own");
    await refused(friend, "ABCD-EFGH", "friends.code");
    await refused(friend, (await openShop()).code, "friends.code");
    await refused(
      await newTestMember(ctx, { joinedAt: new Date(testNow.getTime() - 31 * day) }),
      code,
      "friends.not_new",
    );
    await expect(acceptInvitation(as(friend), inviter, { code })).rejects.toMatchObject({ code: "forbidden" });
    await expect(acceptInvitation(ctx, friend, { code })).rejects.toMatchObject({ code: "forbidden" });
    await acceptInvitation(as(friend), friend, { code });
    const second = await newTestMember(ctx);
    await refused(friend, await takeFriendCode(as(second), second), "friends.other");
    expect((await invitationFor(as(inviter), { code })).state).toBe("own");
    expect(
      await acceptInvitation(as(await newcomer()), await newcomer(), { code }).catch(
        (error: { code: string }) => error.code,
      ),
    ).toBe("forbidden");
    await expect(friendsDesk({ ...ctx, actor: staffActor({ role: "store_staff" }) })).rejects.toMatchObject({
      reason: "friends.role",
    });
  });

  it("ten presses at once are one invitation, and one gift", async () => {
    const { as, code, ctx, inviter, newcomer } = await openShop();
    const friend = await newcomer();
    const all = await Promise.all(Array.from({ length: 10 }, () => acceptInvitation(as(friend), friend, { code })));
    expect(all.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
    const purchaseId = newId();
    const system: Ctx = { ...ctx, actor: { kind: "system", name: "test" } };
    await Promise.all(Array.from({ length: 5 }, () => keepPromises(system, friend, purchaseId)));
    expect(await points(ctx, inviter)).toBe(300);
    await Promise.all(Array.from({ length: 5 }, () => takeBackPromises(system, purchaseId)));
    expect(await points(ctx, inviter)).toBe(0);
    await proves(ctx);
  });

  it("comes to nothing after half a year without a purchase", async () => {
    const { as, code, ctx, inviter, newcomer } = await openShop();
    const friend = await newcomer();
    await acceptInvitation(as(friend), friend, { code });
    const later: Ctx = {
      ...ctx,
      now: new Date(testNow.getTime() + 181 * day),
      actor: { kind: "system", name: "test" },
    };
    await lapseOldPromises(later);
    await tell(later, { memberId: friend, purchaseId: newId() });
    expect(await points(ctx, inviter)).toBe(0);
  });
});

describe("joining by an invitation", () => {
  it("is told by the event, once, and an invitation that has gone makes a member all the same", async () => {
    const shop: Shop = await openShop();
    const { ctx, code, inviter, newcomer } = shop;
    const joined = friends.subscriptions.find(({ event }) => event === "member.joined");
    const system: Ctx = { ...ctx, actor: { kind: "system", name: "test" } };
    const friend = await newcomer();
    const told = { memberId: friend, storeId: null, inviteCode: code };
    await joined?.handle(system, told);
    await joined?.handle(system, told);
    await joined?.handle(system, { memberId: await newcomer(), storeId: null, inviteCode: "ABCDEFGH" });
    await joined?.handle(system, { memberId: await newcomer(), storeId: null });
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ inviter_id: string }>(sql`select inviter_id from referrals where tenant_id = ${ctx.tenant}`),
    );
    expect(rows).toEqual([{ inviter_id: inviter }]);
  });
});
