import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { setProgram } from "@/server/points/service/set-program";
import { moduleJobs } from "../jobs";
import { awardOccasion } from "./award-occasion";
import { giveBirthdayPoints } from "./birthday-gifts";
import { saveRule } from "./edit-draft";
import { keepPromises } from "./promises";
import { publishRules } from "./publish-rules";

const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 120,
  returnGraceDays: 30,
} as const;

async function openShop() {
  const shop = await newTestShop();
  await setProgram(shop.ctx, { ...program, validFrom: new Date(testNow.getTime() - 400 * 86_400_000) });
  return { ...shop, memberId: await newTestMember(shop.ctx) };
}
const gift = (occasion: string, points: number, over = {}) => ({
  id: newId(),
  name: occasion,
  when: {},
  gives: { kind: "occasion", occasion, points },
  stacking: { kind: "sum" },
  precedence: 100,
  limits: {},
  life: {},
  ...over,
});
async function publish(ctx: Ctx, ...rules: ReturnType<typeof gift>[]) {
  let revision = 0;
  for (const rule of rules) ({ revision } = await saveRule(ctx, { rule, revision }));
  return publishRules(ctx, { revision });
}
const proved = async (ctx: Ctx) =>
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);

describe("occasions", () => {
  it("give once per key, also by the member's own deed, and not to others", async () => {
    const shop = await openShop();
    const { ctx, memberId } = shop;
    await publish(ctx, gift("check_in", 10, { limits: { timesPerMember: { times: 2, period: "month" } } }));
    const member = shop.as({ kind: "member", id: memberId });
    const checkIn = (key: string) => awardOccasion(member, { memberId, occasion: "check_in", key });
    expect(await checkIn("a")).toMatchObject({ points: 10, isRepeat: false });
    expect(await checkIn("a")).toMatchObject({ points: 10, isRepeat: true });
    expect(await checkIn("b")).toMatchObject({ points: 10, isRepeat: false });
    expect(await checkIn("c")).toMatchObject({ points: 0 });
    expect((await walletOf(ctx, memberId)).available).toBe(20);
    const stranger = shop.as({ kind: "member", id: await newTestMember(ctx) });
    await expect(awardOccasion(stranger, { memberId, occasion: "check_in", key: "d" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await awardOccasion(ctx, { memberId, occasion: "survey", key: "s" })).toMatchObject({
      points: 0,
      parts: [],
    });
    await proved(ctx);
  });

  it("birthdays come once a year by the shop's business day, on 28 February where there is no 29th, and made up for", async () => {
    const shop = await openShop();
    const { ctx, memberId } = shop;
    await publish(ctx, gift("birthday", 100));
    const system = (at: string) => ({ ...shop.as({ kind: "system", name: "test" }, new Date(at)) });
    const born = async (birthday: string, who = memberId) =>
      inTransaction(ctx, (t) =>
        t.tx.execute(
          sql`update members set birthday = ${birthday} where tenant_id = ${t.tenant} and member_id = ${who}`,
        ),
      );
    const has = async (who = memberId) => (await walletOf(system("2028-12-31T03:00:00Z"), who)).available;
    await born("1990-11-23");
    // Eleven at night in Tokyo is not the 23rd yet; an hour later it is.
    expect(await giveBirthdayPoints(system("2026-11-22T14:00:00Z"))).toBe(0);
    expect(await giveBirthdayPoints(system("2026-11-22T15:00:00Z"))).toBe(1);
    expect(await giveBirthdayPoints(system("2026-11-23T05:00:00Z"))).toBe(0);
    // Another birthday in the same year, and one just after New Year, give nothing more.
    await born("1990-11-25");
    expect(await giveBirthdayPoints(system("2026-11-25T03:00:00Z"))).toBe(0);
    await born("1990-01-10");
    expect(await giveBirthdayPoints(system("2027-01-10T03:00:00Z"))).toBe(0);
    const leapling = await newTestMember(ctx, { birthday: "2000-02-29" });
    expect(await giveBirthdayPoints(system("2027-02-27T03:00:00Z"))).toBe(0);
    expect(await giveBirthdayPoints(system("2027-02-28T03:00:00Z"))).toBe(1);
    // Two days late, and by two workers at once.
    const both = await Promise.all(Array.from({ length: 2 }, () => giveBirthdayPoints(system("2028-03-02T03:00:00Z"))));
    expect(both.reduce((sum, n) => sum + n)).toBe(1);
    expect(await has(leapling)).toBe(200);
    await proved(ctx);
  });

  // Check-ins and invitations are tried where they are told: visits, friends.
  it.each([
    ["sign_up", "member.joined"],
    ["profile_completed", "member.profile_completed"],
  ] as const)("%s is given when %s is told, once", async (occasion, event) => {
    const shop = await openShop();
    const { ctx, memberId } = shop;
    await publish(ctx, gift(occasion, 30));
    const system = shop.as({ kind: "system", name: "test" });
    const listener = moduleJobs.subscriptions.find((one) => one.event === event);
    const payload = { memberId, storeId: null };
    await listener?.handle(system, payload);
    await listener?.handle(system, payload);
    expect((await walletOf(ctx, memberId)).available).toBe(30);
  });

  it("promise a referral to both until the friend has bought something", async () => {
    const shop = await openShop();
    const { ctx, memberId } = shop;
    const friend = await newTestMember(ctx);
    await publish(ctx, gift("referral", 300), gift("referred", 200));
    const key = friend;
    expect(await awardOccasion(ctx, { memberId, occasion: "referral", key, relatedMemberId: friend })).toMatchObject({
      promisedPoints: 300,
      points: 0,
    });
    expect(
      await awardOccasion(ctx, { memberId: friend, occasion: "referred", key, relatedMemberId: memberId }),
    ).toMatchObject({ promisedPoints: 200 });
    expect((await walletOf(ctx, memberId)).available).toBe(0);
    expect(await keepPromises(ctx, friend)).toBe(2);
    expect(await keepPromises(ctx, friend)).toBe(0);
    expect((await walletOf(ctx, memberId)).available).toBe(300);
    expect((await walletOf(ctx, friend)).available).toBe(200);
    await proved(ctx);
  });
});
