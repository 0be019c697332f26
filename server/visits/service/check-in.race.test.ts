import { describe, expect, it } from "vitest";
import { insertStore } from "@/db/testing/factories";
import { saveRule } from "@/server/earning/service/edit-draft";
import { publishRules } from "@/server/earning/service/publish-rules";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { setProgram } from "@/server/points/service/set-program";
import { arrivalAt } from "../queries/arrival";
import { visitsDesk } from "../queries/desk";
import { checkInScreen } from "../queries/screen";
import { visitsOf } from "../queries/visits-of";
import { screenCode, stepAt } from "../rules/code";
import { checkIn } from "./check-in";
import { renewPlace, setPlace } from "./set-place";

// Lock: the unique key `store_visits_once`; without it two phones at once are two visits.

const day = 86_400_000;
const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;
const tokenOf = (address: string | null | undefined) => address?.split("/").at(-1) ?? "";

async function openShop(proof: "poster" | "changing" = "poster", points = 10) {
  const shop = await newTestShop();
  const storeId = newId();
  await inTransaction(shop.ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: storeId, name: "本店" }));
  await setProgram(shop.ctx, { ...program, validFrom: new Date(testNow.getTime() - 400 * day) });
  if (points > 0) {
    const gives = { kind: "occasion", occasion: "check_in", points };
    const rest = { stacking: { kind: "sum" }, precedence: 100, limits: {}, life: {} };
    const { revision } = await saveRule(shop.ctx, {
      rule: { id: newId(), name: "ご来店", when: {}, gives, ...rest },
      revision: 0,
    });
    await publishRules(shop.ctx, { revision });
  }
  await setPlace(shop.ctx, { storeId, isOpen: true, proof, revision: 0 });
  const token = tokenOf((await visitsDesk(shop.ctx)).stores[0]?.address);
  const memberId = await newTestMember(shop.ctx);
  const as = (id: string, now = testNow): Ctx => shop.as({ kind: "member", id }, now);
  return { ...shop, storeId, token, memberId, as };
}
const proves = async (ctx: Ctx) =>
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);

describe("checkIn", () => {
  it("gives the rule's points once a day and store, and counts every visit", async () => {
    const { as, ctx, memberId, storeId, token } = await openShop();
    expect(await arrivalAt(as(memberId), { token })).toMatchObject({ storeName: "本店", points: 10, today: null });
    const first = await checkIn(as(memberId), memberId, { token });
    expect(first).toMatchObject({ points: 10, isRepeat: false, visits: 1 });
    expect(await checkIn(as(memberId), memberId, { token })).toMatchObject({ points: 10, isRepeat: true, visits: 1 });
    expect((await arrivalAt(as(memberId), { token })).today).toMatchObject({ points: 10 });
    const tomorrow = as(memberId, new Date(testNow.getTime() + day));
    expect(await checkIn(tomorrow, memberId, { token })).toMatchObject({ points: 10, isRepeat: false, visits: 2 });
    expect((await walletOf(ctx, memberId)).available).toBe(20);
    expect(await visitsOf(ctx, memberId)).toHaveLength(2);
    expect((await visitsDesk(ctx)).stores).toMatchObject([{ storeId, today: 1, month: 1, people: 1, points: 10 }]);
    expect((await checkInScreen(ctx, { storeId })).visits).toMatchObject({ count: 1, latest: [{ memberId }] });
    await proves(ctx);
  });

  it("follows the shop's business day, not the calendar", async () => {
    const { as, ctx, memberId, token } = await openShop();
    await ctx.db.transaction(ctx.tenant, "write", async (tx) => {
      await tx.execute(`update tenants set business_day_start_minutes = 300 where id = '${ctx.tenant}'`);
    });
    const at = (time: string) => as(memberId, new Date(time));
    expect((await checkIn(at("2026-11-22T14:30:00Z"), memberId, { token })).isRepeat).toBe(false);
    // Half past one at night is still the same evening; six in the morning is not.
    expect((await checkIn(at("2026-11-22T16:30:00Z"), memberId, { token })).isRepeat).toBe(true);
    expect((await checkIn(at("2026-11-22T21:00:00Z"), memberId, { token })).isRepeat).toBe(false);
  });

  it("ten presses at once are one visit", async () => {
    const { as, ctx, memberId, token } = await openShop();
    const all = await Promise.all(Array.from({ length: 10 }, () => checkIn(as(memberId), memberId, { token })));
    expect(all.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
    expect((await walletOf(ctx, memberId)).available).toBe(10);
    expect(await visitsOf(ctx, memberId)).toHaveLength(1);
    await proves(ctx);
  });

  it("counts without a rule, and gives nothing", async () => {
    const { as, ctx, memberId, token } = await openShop("poster", 0);
    expect(await checkIn(as(memberId), memberId, { token })).toMatchObject({ points: 0, isRepeat: false, visits: 1 });
    expect((await walletOf(ctx, memberId)).available).toBe(0);
  });

  it("asks for the code of now where it changes; the ticket lasts for a sign-in", async () => {
    const { as, ctx, memberId, storeId, token } = await openShop("changing");
    const me = as(memberId);
    expect(await arrivalAt(me, { token })).toMatchObject({ isProven: false, ticket: null });
    await expect(checkIn(me, memberId, { token })).rejects.toMatchObject({ reason: "visits.code_over" });
    const code = screenCode({ tenant: ctx.tenant, storeId, token }, stepAt(testNow));
    await expect(checkIn(me, memberId, { token, ticket: code })).rejects.toMatchObject({ reason: "visits.code_over" });
    const { ticket } = await arrivalAt(me, { token, code });
    const quarter = as(memberId, new Date(testNow.getTime() + 15 * 60_000));
    // At home with the photograph of a quarter of an hour ago.
    expect((await arrivalAt(quarter, { token, code })).isProven).toBe(false);
    expect(await arrivalAt(quarter, { token, code: ticket })).toMatchObject({ isProven: true, ticket });
    expect((await checkIn(quarter, memberId, { token, ticket })).points).toBe(10);
    expect((await checkInScreen(ctx, { storeId })).place).toMatchObject({ proof: "changing", stepSeconds: 30 });
  });

  it("refuses strangers, closed places, old posters and other shops' codes", async () => {
    const { as, ctx, memberId, storeId, token } = await openShop();
    const [other, elsewhere] = [await newTestMember(ctx), await openShop()];
    await expect(checkIn(as(other), memberId, { token })).rejects.toMatchObject({ code: "forbidden" });
    await expect(checkIn(ctx, memberId, { token })).rejects.toMatchObject({ code: "forbidden" });
    await expect(checkIn(as(memberId), memberId, { token: elsewhere.token })).rejects.toMatchObject({
      reason: "visits.place",
    });
    const { revision } = await renewPlace(ctx, { storeId, revision: 1 });
    await expect(checkIn(as(memberId), memberId, { token })).rejects.toMatchObject({ reason: "visits.place" });
    const renewed = tokenOf((await visitsDesk(ctx)).stores[0]?.address);
    await setPlace(ctx, { storeId, isOpen: false, proof: "poster", revision });
    await expect(checkIn(as(memberId), memberId, { token: renewed })).rejects.toMatchObject({ reason: "visits.place" });
    expect((await checkInScreen(ctx, { storeId })).place).toBeNull();
  });
});

describe("setPlace", () => {
  it("is the office's, once at a time", async () => {
    const { as, ctx, memberId, storeId } = await openShop();
    const change = { storeId, isOpen: true, proof: "changing" as const, revision: 1 };
    await expect(setPlace({ ...ctx, actor: staffActor({ role: "store_staff" }) }, change)).rejects.toMatchObject({
      reason: "visits.role",
    });
    await expect(setPlace(as(memberId), change)).rejects.toMatchObject({ reason: "visits.role" });
    const both = await Promise.allSettled([setPlace(ctx, change), setPlace(ctx, change)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(setPlace(ctx, change)).rejects.toMatchObject({ reason: "visits.changed_meanwhile" });
  });
});
