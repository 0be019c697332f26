import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { brokenRanks, publishTestRanks, testDefinition } from "@/server/ranks/service/testing";
import { rankOf } from "@/server/ranks/queries/rank-of";
import { rankHistory, rankStanding } from "@/server/ranks/queries/standing";
import { simulateRanks } from "@/server/ranks/queries/simulate";
import { judgeDue } from "@/server/ranks/service/judge-due";
import { publishRankProgram } from "@/server/ranks/service/publish-program";
import { saveRankDraft } from "@/server/ranks/service/save-draft";
import { endRankByHand, setRankByHand } from "@/server/ranks/service/set-by-hand";
import { purchaseById } from "../queries";
import { beginRanks, salesCountTowardsRanks } from "./rank-facts";
import { recordReturn } from "./record-return";
import { recordSale } from "./record-sale";
import { voidSale } from "./void-sale";

// Ranks from the counter's side: what a sale and its return do to the rank of a member.

const sell = (ctx: Ctx, memberId: string, yen: number, occurredAt?: Date) =>
  recordSale(ctx, {
    memberId,
    externalId: newId(),
    occurredAt,
    lines: [{ description: "服", quantity: 1, unitPriceYen: yen }],
  });
const levelOf = async (ctx: Ctx, memberId: string) => (await rankOf(ctx, memberId))?.level;
const at = (ctx: Ctx, day: string): Ctx => ({ ...ctx, now: new Date(`${day}T03:00:00Z`) });

describe("a sale", () => {
  it("promotes at once and says until when; what it brings itself counts from the next one on", async () => {
    const { ctx } = await newTestShop();
    const program = await publishTestRanks(ctx);
    const memberId = await newTestMember(ctx);
    expect(await rankOf(ctx, memberId)).toMatchObject({ level: 0, since: null, keepsUntil: null });
    await sell(ctx, memberId, 30_000);
    expect(await rankOf(ctx, memberId)).toMatchObject({
      level: 1,
      rankId: program.levels[1]?.id,
      name: { ja: "シルバー", en: "Silver" },
      keepsUntil: "2027-12-31",
    });
    expect(await rankStanding(ctx, memberId)).toMatchObject({
      measure: 30_000,
      rise: { missing: 70_000, by: "2026-12-31", until: "2027-12-31" },
      keep: null,
    });
    expect((await rankHistory(ctx, memberId)).rows).toMatchObject([{ seq: 1, why: "purchase", isRise: true }]);
    expect(await brokenRanks(ctx)).toEqual([]);
  });

  it("counts what was paid in money, without what was paid with points", async () => {
    const { ctx } = await newTestShop();
    await publishTestRanks(ctx);
    const memberId = await newTestMember(ctx);
    await sell(ctx, memberId, 29_900);
    await inTransaction(ctx, (t) =>
      t.tx.execute(sql`select goen.ledger_grant(${t.tenant}, ${memberId}, ${newId()}, 'adjust', 'gift', 'h', 500, ${ctx.now}::timestamptz,
        '2027-11-22'::timestamptz, 'other', ${ctx.now}::timestamptz, '2026-11-22', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz, 'system',
        null, null, null, null, null)`),
    );
    await recordSale(ctx, {
      memberId,
      externalId: newId(),
      spendPoints: 200,
      lines: [{ description: "服", quantity: 1, unitPriceYen: 250 }],
    });
    expect(await levelOf(ctx, memberId)).toBe(0);
    await sell(ctx, memberId, 50);
    expect(await levelOf(ctx, memberId)).toBe(1);
  });

  it("is told by an event, once, and repeating its receipt tells nothing more", async () => {
    const { ctx } = await newTestShop();
    await publishTestRanks(ctx);
    const memberId = await newTestMember(ctx);
    const call = {
      memberId,
      externalId: newId(),
      lines: [{ description: "服", quantity: 1, unitPriceYen: 400_000 }],
    };
    await recordSale(ctx, call);
    await recordSale(ctx, call);
    const { rows } = await ctx.db.transaction(ctx.tenant, "read", (tx) =>
      tx.execute(sql`select payload from outbox_events where tenant_id = ${ctx.tenant} and name = 'rank.changed'`),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ payload: { memberId, fromLevel: 0, level: 3, why: "purchase" } });
  });
});

describe("a return", () => {
  it("takes the promotion back at once, and a part of it only where the rest is too little", async () => {
    const { ctx } = await newTestShop();
    await publishTestRanks(ctx);
    const memberId = await newTestMember(ctx);
    const { purchaseId } = await recordSale(ctx, {
      memberId,
      externalId: newId(),
      lines: [{ description: "服", quantity: 4, unitPriceYen: 30_000 }],
    });
    const lineId = (await purchaseById(ctx, { memberId, purchaseId })).lines[0]?.lineId ?? "";
    const giveBack = (quantity: number) =>
      recordReturn(ctx, { memberId, purchaseId, externalId: newId(), lines: [{ lineId, quantity }] });
    expect(await levelOf(ctx, memberId)).toBe(2);
    await giveBack(1);
    expect(await levelOf(ctx, memberId)).toBe(1);
    await giveBack(3);
    expect(await levelOf(ctx, memberId)).toBe(0);
    expect((await rankHistory(ctx, memberId)).rows.map((row) => row.why)).toEqual(["return", "return", "purchase"]);
    expect(await brokenRanks(ctx)).toEqual([]);
  });

  it("lowers the period of its sale, also when it comes a year later", async () => {
    const { ctx } = await newTestShop();
    await publishTestRanks(ctx);
    const memberId = await newTestMember(ctx);
    const { purchaseId } = await sell(ctx, memberId, 40_000);
    const later = at(ctx, "2027-02-01");
    await sell(later, memberId, 20_000);
    await voidSale(later, { memberId, purchaseId });
    expect(await rankStanding(later, memberId)).toMatchObject({ rank: { level: 0 }, measure: 20_000 });
  });

  it("leaves the rank alone until the judgement where the program says so", async () => {
    const { ctx } = await newTestShop();
    await publishTestRanks(ctx, { returns: "at_judgement" });
    const memberId = await newTestMember(ctx);
    const { purchaseId } = await sell(ctx, memberId, 40_000);
    await voidSale(ctx, { memberId, purchaseId });
    expect(await levelOf(ctx, memberId)).toBe(1);
    expect(await brokenRanks(ctx)).toEqual([]);
    await judgeDue(at(ctx, "2028-01-01"));
    expect(await levelOf(at(ctx, "2028-01-01"), memberId)).toBe(0);
  });
});

describe("the judgement of a day", () => {
  it("keeps whoever bought enough in the year and lets the others fall to what they bought", async () => {
    const { ctx } = await newTestShop();
    await publishTestRanks(ctx);
    const [faithful, lapsed, lesser] = [await newTestMember(ctx), await newTestMember(ctx), await newTestMember(ctx)];
    for (const memberId of [faithful, lapsed, lesser]) await sell(ctx, memberId, 120_000);
    const nextYear = at(ctx, "2027-06-01");
    await sell(nextYear, faithful, 100_000);
    await sell(nextYear, lesser, 35_000);
    expect((await rankStanding(nextYear, lesser))?.keep).toMatchObject({ missing: 65_000, by: "2027-12-31" });
    expect(await judgeDue(at(ctx, "2027-12-31"))).toBe(0);
    const newYear = at(ctx, "2028-01-01");
    expect(await judgeDue(newYear, 2)).toBe(2);
    expect(await judgeDue(newYear)).toBe(0);
    expect(await Promise.all([faithful, lesser, lapsed].map((one) => levelOf(newYear, one)))).toEqual([2, 1, 0]);
    expect((await rankOf(newYear, lesser))?.keepsUntil).toBe("2028-12-31");
    expect(await brokenRanks(newYear)).toEqual([]);
    // What the rank was at a sale that is uploaded late.
    expect((await rankOf(newYear, lapsed, new Date("2027-05-01T00:00:00Z")))?.level).toBe(2);
  });
});

describe("a version that begins", () => {
  it("counts what was bought before there were ranks, returns included, and tells nobody", async () => {
    const { ctx } = await newTestShop();
    const [buyer, returner, idle] = [await newTestMember(ctx), await newTestMember(ctx), await newTestMember(ctx)];
    await sell(ctx, buyer, 40_000);
    const { purchaseId } = await sell(ctx, returner, 40_000);
    await voidSale(ctx, { memberId: returner, purchaseId });
    await inTransaction(ctx, (t) => t.tx.execute(sql`delete from outbox_events where tenant_id = ${t.tenant}`));
    // As if the ranks had come to a shop that had been selling for years.
    await database("owner").transaction(ctx.tenant, "write", (tx) =>
      tx.execute(sql`delete from rank_facts where tenant_id = ${ctx.tenant}`),
    );
    const { programId } = await publishTestRanks(ctx);
    await beginRanks(ctx, programId);
    await beginRanks(ctx, programId);
    expect(await Promise.all([buyer, returner, idle].map((one) => levelOf(ctx, one)))).toEqual([1, 0, 0]);
    expect(await salesCountTowardsRanks(ctx)).toEqual({ count: 2, violations: 0 });
    const counted = await read(ctx, (tx) =>
      tx.execute(sql`select sum(amount_yen)::bigint as yen, sum(purchases)::bigint as purchases from rank_facts
        where tenant_id = ${ctx.tenant} and member_id = ${returner}`),
    );
    expect(counted.rows[0]).toEqual({ yen: 0, purchases: 0 });
    const told = await read(ctx, (tx) =>
      tx.execute(sql`select from outbox_events where tenant_id = ${ctx.tenant} and name = 'rank.changed'`),
    );
    expect(told.rows).toHaveLength(0);
    expect(await brokenRanks(ctx)).toEqual([]);
  });

  it("keeps what the one before promised, or judges at once, as it says; a later day waits for it", async () => {
    for (const carries of [true, false]) {
      const { ctx } = await newTestShop();
      const first = await publishTestRanks(ctx);
      const memberId = await newTestMember(ctx);
      await sell(ctx, memberId, 40_000);
      const levels = first.levels.map((level, place) => ({ ...level, threshold: place * 200_000 }));
      await publishTestRanks(ctx, { levels, carries }, "2027-01-01");
      await judgeDue(ctx);
      expect(await levelOf(ctx, memberId)).toBe(1);
      const begun = at(ctx, "2027-01-01");
      await judgeDue(begun);
      const { rows } = await read(begun, (tx) =>
        tx.execute<{ program_id: string }>(
          sql`select program_id from rank_runs where tenant_id = ${ctx.tenant} and state <> 'done' order by started_at desc limit 1`,
        ),
      );
      await beginRanks(begun, rows[0]?.program_id ?? "");
      expect(await levelOf(begun, memberId)).toBe(carries ? 1 : 0);
      expect(await brokenRanks(begun)).toEqual([]);
    }
  });

  it("is refused to colleagues who saved meanwhile, in the past, at the counter", async () => {
    const { ctx, as } = await newTestShop();
    const definition = testDefinition();
    const { revision } = await saveRankDraft(ctx, { definition, revision: null });
    await expect(saveRankDraft(ctx, { definition, revision: null })).rejects.toMatchObject({
      reason: "ranks.changed_meanwhile",
    });
    await expect(publishRankProgram(ctx, { revision: revision + 1, startsOn: "2026-11-22" })).rejects.toMatchObject({
      reason: "ranks.changed_meanwhile",
    });
    await expect(publishRankProgram(ctx, { revision, startsOn: "2026-11-21" })).rejects.toMatchObject({
      reason: "ranks.starts_in_past",
    });
    const counter = as(staffActor({ role: "store_staff" }));
    await expect(saveRankDraft(counter, { definition, revision })).rejects.toMatchObject({ reason: "ranks.role" });
  });
});

describe("a rank by hand", () => {
  it("lifts until its day, never below what is earned, and ends on its own", async () => {
    const { ctx, as } = await newTestShop();
    const { levels } = await publishTestRanks(ctx);
    const memberId = await newTestMember(ctx);
    const [, silver, gold] = levels.map((level) => level.id);
    const call = { memberId, rankId: gold ?? "", untilOn: "2027-01-31", reason: "取材にご協力いただいたため" };
    await setRankByHand(ctx, call);
    await setRankByHand(ctx, call);
    expect(await rankOf(ctx, memberId)).toMatchObject({ level: 2, keepsUntil: "2027-01-31" });
    await sell(ctx, memberId, 50_000);
    expect(await levelOf(ctx, memberId)).toBe(2);
    await expect(setRankByHand(ctx, { ...call, rankId: silver ?? "" })).rejects.toMatchObject({
      reason: "ranks.not_above",
    });
    await expect(setRankByHand(as(staffActor({ role: "store_staff" })), call)).rejects.toMatchObject({
      reason: "ranks.role",
    });
    const after = at(ctx, "2027-02-01");
    await judgeDue(after);
    expect(await rankOf(after, memberId)).toMatchObject({ level: 1, keepsUntil: "2027-12-31" });
    expect(await brokenRanks(after)).toEqual([]);
  });

  it("ends when it is taken back, also where returns wait for the judgement", async () => {
    const { ctx } = await newTestShop();
    const { levels } = await publishTestRanks(ctx, { returns: "at_judgement" });
    const memberId = await newTestMember(ctx);
    await setRankByHand(ctx, { memberId, rankId: levels[3]?.id ?? "", untilOn: "2027-01-31", reason: "試用" });
    await endRankByHand(ctx, { memberId });
    expect(await levelOf(ctx, memberId)).toBe(0);
    expect((await rankHistory(ctx, memberId)).rows.map((row) => row.why)).toEqual(["manual_ended", "manual"]);
  });

  it("is not for a member of another shop", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    const { levels } = await publishTestRanks(mine.ctx);
    const memberId = await newTestMember(other.ctx);
    const call = { memberId, rankId: levels[2]?.id ?? "", untilOn: "2027-01-31", reason: "x" };
    await expect(setRankByHand(mine.ctx, call)).rejects.toMatchObject({ code: "not_found" });
  });
});

it("a what-if says who would have which rank, and writes nothing", async () => {
  const { ctx } = await newTestShop();
  const program = await publishTestRanks(ctx);
  for (const yen of [10_000, 40_000, 150_000, 400_000]) await sell(ctx, await newTestMember(ctx), yen);
  await newTestMember(ctx);
  const levels = program.levels.map((level, place) => ({ ...level, threshold: place * 100_000 }));
  const found = await simulateRanks(ctx, { definition: testDefinition({ levels }) });
  expect(found).toMatchObject({ members: 5, buyers: 4, isEstimate: false, rise: 0, fall: 2 });
  expect(found.counts.map((one) => [one.now, one.drafted])).toEqual([
    [2, 3],
    [1, 1],
    [1, 0],
    [1, 1],
  ]);
});
