import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { ledgerProof, walletOf } from "../queries";
import { adjustPoints } from "./adjust-points";
import { awardForPurchase } from "./award-for-purchase";
import { formFamily, inviteToFamily, joinFamily } from "./families";
import { holdPoints, postHold, voidHold } from "./hold-points";
import { importPurchasePoints } from "./import-purchase-points";
import { mergeWallets } from "./merge-wallets";
import { returnPurchasePoints } from "./return-purchase-points";
import { setProgram } from "./set-program";
import { settleDue } from "./settle-due";
import { spendPoints } from "./spend-points";
import { transferPoints } from "./transfer-points";

// The lock is `for update` on the wallet in goen.ledger_open (settleDue: in goen.ledger_settle_due; imports: in
// goen.ledger_import). Each test names what goes wrong without it; the last one removes it and watches.

const watcher = new pg.Client({ connectionString: process.env.GOEN_TEST_SUPERUSER_URL ?? "" });
beforeAll(() => watcher.connect());
afterAll(() => watcher.end());

/** Resolves when some connection of this database waits for another's lock. */
async function untilOneWaits(): Promise<void> {
  for (;;) {
    const { rows } = await watcher.query(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (rows[0].n > 0) return;
  }
}

/** `first` has done its work and not committed yet when `second` begins, on a connection of its own, and has to wait. */
async function overlap<A, B>(ctx: Ctx, first: (t: TxCtx) => Promise<A>, second: () => Promise<B>) {
  let commit = (): void => {};
  let worked = (): void => {};
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const hasWorked = new Promise<void>((resolve) => {
    worked = resolve;
  });
  const one = inTransaction(ctx, async (t) => {
    const result = await first(t);
    worked();
    await mayCommit;
    return result;
  });
  await Promise.race([hasWorked, one]);
  const two = second();
  two.catch(() => {});
  await untilOneWaits();
  commit();
  return Promise.allSettled([one, two]);
}

const plain = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 1,
  returnGraceDays: 30,
} as const;
async function memberWith100() {
  const shop = await newTestShop();
  await setProgram(shop.ctx, plain);
  const memberId = await newTestMember(shop.ctx);
  const purchaseId = newId();
  await awardForPurchase(shop.ctx, { memberId, purchaseId, amountYen: 10_000, occurredAt: testNow, storeId: null });
  return {
    ...shop,
    memberId,
    purchaseId,
    at: (days: number) => shop.as(shop.ctx.actor, new Date(testNow.getTime() + days * 86_400_000)),
  };
}
const spending = (memberId: string, points: number, key = newId()) => ({
  memberId,
  key,
  points,
  purchaseId: null,
  storeId: null,
  occurredAt: testNow,
});
const insufficient = { status: "rejected", reason: { reason: "points.insufficient" } };
async function expectProved(ctx: Ctx) {
  expect((await ledgerProof(ctx)).filter((line) => line.violations > 0)).toEqual([]);
}

describe("two connections at one wallet", () => {
  it("spend and spend: one gets the points (else both)", async () => {
    const { ctx, memberId } = await memberWith100();
    const ended = await overlap(
      ctx,
      (t) => spendPoints(t, spending(memberId, 80)),
      () => spendPoints(ctx, spending(memberId, 80)),
    );
    expect(ended).toMatchObject([{ status: "fulfilled", value: { available: 20 } }, insufficient]);
    await expectProved(ctx);
  });

  it("eight tills at once: exactly as many as there are points for", async () => {
    const { ctx, memberId } = await memberWith100();
    const ended = await Promise.allSettled(Array.from({ length: 8 }, () => spendPoints(ctx, spending(memberId, 30))));
    expect(ended.filter((e) => e.status === "fulfilled")).toHaveLength(3);
    expect(ended.filter((e) => e.status === "rejected").map((e) => e.reason.reason)).toEqual(
      Array(5).fill("points.insufficient"),
    );
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 10 });
    await expectProved(ctx);
  });

  it("expire and spend: what has gone cannot be spent (else it is)", async () => {
    const { at, memberId } = await memberWith100();
    const ended = await overlap(
      at(60),
      (t) => settleDue(t),
      () => spendPoints(at(60), spending(memberId, 80)),
    );
    expect(ended).toMatchObject([{ status: "fulfilled", value: 1 }, insufficient]);
    await expectProved(at(60));
  });

  it("spend and expire: only what was left expires (else all of it)", async () => {
    const { ctx, at, memberId } = await memberWith100();
    await overlap(
      ctx,
      (t) => spendPoints(t, spending(memberId, 80)),
      () => settleDue(at(60)),
    );
    expect(await walletOf(at(60), memberId)).toMatchObject({ available: 0, debt: 0 });
    await expectProved(at(60));
  });

  it("return and return of one sale: the points are taken back once (else twice)", async () => {
    const { ctx, memberId, purchaseId } = await memberWith100();
    const back = () => ({
      memberId,
      purchaseId,
      returnId: newId(),
      occurredAt: testNow,
      storeId: null,
      saleTotalYen: 10_000,
      returnedBeforeYen: 0,
      returnedYen: 10_000,
    });
    const ended = await overlap(
      ctx,
      (t) => returnPurchasePoints(t, back()),
      () => returnPurchasePoints(ctx, back()),
    );
    expect(ended).toMatchObject([{ value: { takenBack: 100, debt: 0 } }, { value: { takenBack: 0, debt: 0 } }]);
    await expectProved(ctx);
  });

  it("one key twice: one journal, one answer (else a failed call)", async () => {
    const { ctx, memberId } = await memberWith100();
    const call = spending(memberId, 60);
    const [one, two] = await overlap(
      ctx,
      (t) => spendPoints(t, call),
      () => spendPoints(ctx, call),
    );
    expect(one.status).toBe("fulfilled");
    expect(two).toEqual(one);
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 40 });
  });

  it("the first two calls of a new wallet: one waits for the other's row", async () => {
    const { ctx } = await memberWith100();
    const memberId = await newTestMember(ctx);
    const give = (points: number) => ({ memberId, key: newId(), points, reason: "race" });
    const ended = await overlap(
      ctx,
      (t) => adjustPoints(t, give(5)),
      () => adjustPoints(ctx, give(7)),
    );
    expect(ended).toMatchObject([{ value: { available: 5 } }, { value: { available: 12 } }]);
    await expectProved(ctx);
  });

  it("import and award of one sale: its points are given once", async () => {
    const { ctx, memberId } = await memberWith100();
    const sale = { memberId, purchaseId: newId(), amountYen: 5_000, occurredAt: testNow, storeId: null };
    const ended = await overlap(
      ctx,
      (t) => awardForPurchase(t, sale),
      () => importPurchasePoints(ctx, [sale]),
    );
    expect(ended).toMatchObject([{ value: { points: 50 } }, { value: { posted: 0, repeated: 1 } }]);
    await expectProved(ctx);
  });
});

describe("holds at two tills", () => {
  const holding = (memberId: string, points: number) => ({ memberId, key: newId(), points, storeId: null });
  const posting = (memberId: string, holdId: string) => ({ memberId, holdId, key: newId(), purchaseId: null });
  async function held(points: number) {
    const shop = await memberWith100();
    const { holdId } = await holdPoints(shop.ctx, holding(shop.memberId, points));
    return { ...shop, holdId };
  }
  it("hold and spend, two holds: what is promised is gone for the other (else both)", async () => {
    const { ctx, memberId } = await memberWith100();
    const spent = await overlap(
      ctx,
      (t) => holdPoints(t, holding(memberId, 80)),
      () => spendPoints(ctx, spending(memberId, 80)),
    );
    expect(spent).toMatchObject([{ value: { available: 20 } }, insufficient]);
    const two = await overlap(
      ctx,
      (t) => holdPoints(t, holding(memberId, 15)),
      () => holdPoints(ctx, holding(memberId, 15)),
    );
    expect(two).toMatchObject([{ value: { available: 5 } }, insufficient]);
    await expectProved(ctx);
  });
  it("post and void, void and post, post and post: it ends once (else the points are spent and back)", async () => {
    const ended = { status: "rejected", reason: { reason: "points.hold_ended" } };
    for (const isPostFirst of [true, false]) {
      const { ctx, memberId, holdId } = await held(60);
      const post = (on: Ctx) => postHold(on, posting(memberId, holdId));
      const giveUp = (on: Ctx) => voidHold(on, { memberId, holdId });
      const [first, second]: ((on: Ctx) => Promise<unknown>)[] = isPostFirst ? [post, giveUp] : [giveUp, post];
      expect(
        await overlap(
          ctx,
          (t) => (first as typeof post)(t),
          () => (second as typeof post)(ctx),
        ),
      ).toMatchObject([{ status: "fulfilled" }, ended]);
      expect(await walletOf(ctx, memberId)).toMatchObject({ available: isPostFirst ? 40 : 100, held: 0 });
      await expectProved(ctx);
    }
    const { ctx, memberId, holdId } = await held(60);
    expect(
      await overlap(
        ctx,
        (t) => postHold(t, posting(memberId, holdId)),
        () => postHold(ctx, posting(memberId, holdId)),
      ),
    ).toMatchObject([{ status: "fulfilled" }, ended]);
    await expectProved(ctx);
  });
  it("post and time-out: whoever comes first decides (else both)", async () => {
    const { ctx, as, memberId, holdId } = await held(60);
    const over = as(ctx.actor, new Date(testNow.getTime() + 3_600_000));
    await overlap(
      ctx,
      (t) => postHold(t, posting(memberId, holdId)),
      () => settleDue(over),
    );
    expect(await walletOf(over, memberId)).toMatchObject({ available: 40, held: 0 });
    const other = await holdPoints(over, holding(memberId, 30));
    const later = as(ctx.actor, new Date(testNow.getTime() + 7_200_000));
    expect(
      await overlap(
        later,
        (t) => settleDue(t),
        () => postHold(later, posting(memberId, other.holdId)),
      ),
    ).toMatchObject([{ value: 1 }, { status: "rejected", reason: { details: { state: "lapsed" } } }]);
    expect(await walletOf(later, memberId)).toMatchObject({ available: 40, held: 0 });
    await expectProved(later);
  });
});

describe("two wallets", () => {
  it("points given to each other at once: both wait in the same order (else a deadlock)", async () => {
    const { ctx, memberId } = await memberWith100();
    await setProgram(ctx, { ...plain, transferPerCall: 100, familySize: 2 });
    const other = await newTestMember(ctx);
    await adjustPoints(ctx, { memberId: other, key: newId(), points: 50, reason: "race" });
    const give = (fromMemberId: string, toMemberId: string, points: number) => ({
      fromMemberId,
      toMemberId,
      key: newId(),
      points,
      reason: "race",
    });
    const ended = await overlap(
      ctx,
      (t) => transferPoints(t, give(memberId, other, 30)),
      () => transferPoints(ctx, give(other, memberId, 70)),
    );
    expect(ended).toMatchObject([{ value: { available: 70 } }, { value: { available: 10 } }]);
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 140 });
    await expectProved(ctx);
  });
  it("merge and spend: the wallet is closed for whoever comes later (else its points exist twice)", async () => {
    const { ctx, memberId } = await memberWith100();
    const other = await newTestMember(ctx);
    const merge = { fromMemberId: memberId, toMemberId: other, mergeId: newId() };
    const ended = await overlap(
      ctx,
      (t) => mergeWallets(t, merge),
      () => spendPoints(ctx, spending(memberId, 10)),
    );
    expect(ended).toMatchObject([{ value: { available: 100 } }, { reason: { reason: "points.wallet_closed" } }]);
    await expectProved(ctx);
  });
  it("one code for two: one gets in (else the family is larger than it may be)", async () => {
    const { ctx, memberId } = await memberWith100();
    await setProgram(ctx, { ...plain, familySize: 2 });
    await formFamily(ctx, { memberId, name: "山田家" });
    const { code } = await inviteToFamily(ctx, memberId);
    const [one, two] = [await newTestMember(ctx), await newTestMember(ctx)];
    const ended = await overlap(
      ctx,
      (t) => joinFamily(t, { memberId: one, code }),
      () => joinFamily(ctx, { memberId: two, code }),
    );
    expect(ended).toMatchObject([{ status: "fulfilled" }, { reason: { reason: "points.family_code" } }]);
    await expectProved(ctx);
  });
});

describe("without the lock", () => {
  const withoutLock = `do $$ declare f text; begin
    create schema unlocked;
    foreach f in array array['goen.ledger_open'::regproc::text, 'goen.ledger_draw'::regproc::text] loop
      execute replace(replace(replace(pg_get_functiondef(f::regproc), 'FUNCTION goen.', 'FUNCTION unlocked.'), 'goen.ledger_open', 'unlocked.ledger_open'), ' for update', '');
    end loop; end $$`;
  const draw = `select * from unlocked.ledger_draw($1, $2, $3, 'spend', $4, 'x', 80, $5, '2026-11-22', $5, $5, 'system', null, null, null, null, null)`;

  /** Two draws of 80 from 100, overlapping, by the function without its lock; what became of the second. */
  async function twoDraws(tenant: string, memberId: string) {
    const clients = [0, 1].map(() => new pg.Client({ connectionString: process.env.DATABASE_URL ?? "" }));
    const [one, two] = clients as [pg.Client, pg.Client];
    await Promise.all(clients.map((client) => client.connect()));
    const values = () => [tenant, memberId, newId(), newId(), testNow];
    try {
      await one.query("begin");
      await one.query(draw, values());
      const second = two.query(draw, values()).then(
        () => "spent",
        (error: { constraint?: string }) => error.constraint,
      );
      await untilOneWaits();
      await one.query("commit");
      return await second;
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  }

  it("the table's own constraints stop the second spend; without them too, the proof tells", async () => {
    const owner = new pg.Client({ connectionString: process.env.DATABASE_URL ?? "" });
    await owner.connect();
    try {
      await owner.query(withoutLock);
      const belted = await memberWith100();
      expect(await twoDraws(belted.ctx.tenant, belted.memberId)).toBe("point_journals_version");
      await expectProved(belted.ctx);

      await owner.query("alter table point_journals drop constraint point_journals_version");
      const versionless = await memberWith100();
      expect(await twoDraws(versionless.ctx.tenant, versionless.memberId)).toBe("point_lots_row");
      await owner.query("alter table point_lots drop constraint point_lots_row");
      const bare = await memberWith100();
      expect(await twoDraws(bare.ctx.tenant, bare.memberId)).toBe("spent");
      const broken = (await ledgerProof(bare.ctx)).filter((line) => line.violations > 0).map((line) => line.name);
      expect(broken).toEqual(
        expect.arrayContaining([
          "wallet_is_sum_of_entries",
          "wallet_is_sum_of_open_lots",
          "balances_chain",
          "versions_have_no_hole",
        ]),
      );
    } finally {
      await owner.end();
    }
  });
});
