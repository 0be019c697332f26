import fc from "fast-check";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { afterAll, describe, expect, it } from "vitest";
import { categories, products } from "@/db/schema/catalog";
import { members } from "@/db/schema/members";
import { pointJournals, pointLots, wallets } from "@/db/schema/points";
import { purchaseLines, purchases } from "@/db/schema/purchases";
import { stores } from "@/db/schema/tenancy";
import { warranties } from "@/db/schema/warranties";
import { type Ctx, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { type SegmentRule, segmentRule } from "../input";
import { membersIn, type World, type WorldMember } from "../rules/evaluate";
import { compileSegment } from "./compile";

// Generated shops with a handful of values for everything, so that rules hit, miss and touch each edge often.
// Ids are indexes until the world is written; then each world gets fresh uuids under a new tenant.

const owner = drizzle(process.env.DATABASE_URL ?? "");
afterAll(() => owner.$client.end());

const zones = ["Asia/Tokyo", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"];
const nows = [
  "2026-11-22T03:00:00Z",
  "2026-11-22T14:59:59.999Z",
  "2026-11-22T15:00:00Z",
  "2028-02-29T01:00:00Z",
  "2026-03-08T06:30:00Z",
];
const dayMs = 86_400_000;
const small = (min: number, max: number) => fc.integer({ min, max });
const some = <T>(...values: T[]) => fc.constantFrom(...values);
const orNull = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });
/** Milliseconds from now: whole days, hours and a millisecond around the edges that rules ask about. */
const offset = fc
  .tuple(small(-34, 3), some(-11, -9, -1, 0, 0, 1, 5, 12), some(-1, 0, 0, 1))
  .map(([d, h, ms]) => d * dayMs + h * 3_600_000 + ms);
const dayOffset = small(-3, 33);

const line = fc.record({
  receipt: small(0, 2),
  product: orNull(small(0, 3)),
  quantity: some(1, 1, 2, 3),
  returned: some(0, 0, 0, 1, 2, 3),
  amount: some(0, 100, 1_000, 9_999, 10_000),
});
const member = fc.record({
  gender: orNull(some("female", "male", "other")),
  birthday: orNull(
    some("1976-11-22", "1976-11-23", "1986-02-28", "1988-02-29", "1990-03-01", "2001-12-31", "2007-01-01"),
  ),
  prefecture: orNull(some("東京都", "大阪府", "100%_\\")),
  joined: offset,
  joinedStore: orNull(small(0, 1)),
  locale: some("ja", "en"),
  hasMail: fc.boolean(),
  mailOptIn: fc.boolean(),
  lastLogin: orNull(offset),
  isWithdrawn: some(false, false, false, true),
  receipts: fc.array(fc.record({ at: offset, store: orNull(small(0, 1)) }), { minLength: 3, maxLength: 3 }),
  lines: fc.array(line, { maxLength: 5 }),
  returns: fc.array(
    fc.record({
      at: offset,
      product: orNull(small(0, 3)),
      quantity: small(1, 2),
      yen: some(0, 100, 5_000),
      isLoose: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  warranties: fc.array(fc.record({ product: small(0, 3), ends: dayOffset, isVoid: some(false, false, true) }), {
    maxLength: 2,
  }),
  hasWallet: some(true, true, false),
  debt: some(0, 0, 50),
  lots: fc.array(
    fc.record({
      state: some("pending" as const, "available" as const),
      remaining: some(1, 100, 500),
      from: offset,
      days: small(1, 40),
    }),
    { maxLength: 3 },
  ),
});
const shop = fc.record({
  now: some(...nows),
  timeZone: some(...zones),
  members: fc.array(member, { minLength: 6, maxLength: 14 }),
});
type Shop = typeof shop extends fc.Arbitrary<infer S> ? S : never;

interface Ids {
  products: string[];
  categories: string[];
  stores: string[];
}

/** Rules over indexes; `real` puts in the ids of a world. Lists may name the same thing twice. */
const indexes = (last: number) => fc.array(small(0, last), { minLength: 1, maxLength: 2 });
const range = (values: number[]) =>
  fc.tuple(some(...values), some(...values), some("both", "least", "most")).map(([a, b, kind]) => ({
    ...(kind !== "most" && { atLeast: Math.min(a, b) }),
    ...(kind !== "least" && { atMost: Math.max(a, b) }),
  }));
const when = fc.oneof(
  fc.record({ lastDays: some(0, 1, 7, 30) }),
  fc.record({ beforeLastDays: some(0, 1, 7, 30) }),
  fc
    .tuple(some("2026-10-22", "2026-11-20", "2026-11-22", "2028-02-29"), some("2026-11-22", "2026-11-23", "2028-03-01"))
    .chain(([a, b]) => some({ from: a }, { to: b }, a <= b ? { from: a, to: b } : { from: b, to: a })),
);
const ofProducts = { productIds: indexes(3), categoryIds: indexes(3) };
const where = fc.record({ ...ofProducts, storeIds: indexes(1) }, { requiredKeys: [] });
const typed = <T extends string>(type: T) => ({ type: fc.constant(type) });
const leaf = fc.oneof(
  fc.record({
    ...typed("gender"),
    in: fc.array(some("female", "male", "other", "unknown"), { minLength: 1, maxLength: 3 }),
  }),
  range([0, 18, 19, 37, 38, 40, 49, 50]).map((r) => ({
    type: "age",
    ...("atLeast" in r && { from: r.atLeast }),
    ...("atMost" in r && { to: r.atMost }),
  })),
  fc.oneof(
    fc.record({ ...typed("birthday_month"), months: fc.array(small(1, 12), { minLength: 1 }) }),
    fc.record({ ...typed("birthday_month"), monthsAhead: small(0, 11) }),
  ),
  fc.record({
    ...typed("prefecture"),
    in: fc.array(some("東京都", "大阪府", "%", "100%_\\", "'; drop table m; --"), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ ...typed("joined"), period: when }),
  fc.record({ ...typed("joined"), storeIds: indexes(1) }),
  fc.record({ ...typed("locale"), is: some("ja", "en") }),
  fc.record({ ...typed("has_mail"), is: fc.boolean() }),
  fc.record({ ...typed("consent"), channel: fc.constant("mail"), isGranted: fc.boolean() }),
  fc
    .tuple(
      some("times", "pieces", "yen"),
      range([0, 1, 2, 3, 1_000, 9_999, 10_000]),
      fc.record({ ...ofProducts, storeIds: indexes(1), period: when }, { requiredKeys: [] }),
    )
    .map(([measure, r, w]) => ({ type: "purchases", measure, ...r, where: w })),
  fc.record({ ...typed("first_purchase"), period: when, where }),
  fc.record({ ...typed("last_purchase"), period: when, where }),
  fc
    .tuple(dayOffset, dayOffset, fc.record(ofProducts, { requiredKeys: [] }))
    .map(([a, b, w]) => ({ type: "warranty_days_left", from: Math.min(a, b), to: Math.max(a, b), ...w })),
  fc
    .tuple(some("available", "pending"), range([0, 1, 50, 100, 101, 500, 600]))
    .map(([bucket, r]) => ({ type: "points", bucket, ...r })),
  fc.record({ ...typed("points_expiring"), withinDays: some(0, 1, 7, 30), atLeast: some(1, 100, 500) }),
  fc.record({ ...typed("last_login"), never: fc.constant(true) }),
  fc.record({ ...typed("last_login"), period: when }),
  fc.constant({ type: "everyone" }),
);
const tree = fc.letrec<{ rule: unknown }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { arbitrary: leaf, weight: 4 },
    {
      arbitrary: fc.record({ type: some("and", "or"), of: fc.array(tie("rule"), { minLength: 1, maxLength: 3 }) }),
      weight: 2,
    },
    { arbitrary: fc.record({ ...typed("not"), of: tie("rule") }), weight: 1 },
  ),
})).rule;

/** Turns indexes into ids; parses, so every generated rule also passes the door that real rules pass. */
function real(rule: unknown, ids: Ids): SegmentRule {
  const lists: Record<string, string[]> = {
    productIds: ids.products,
    categoryIds: ids.categories,
    storeIds: ids.stores,
  };
  const text = JSON.stringify(rule, (key, value) =>
    lists[key] && Array.isArray(value) ? value.map((i: number) => lists[key]?.[i]) : value,
  );
  return segmentRule.parse(JSON.parse(text));
}

function worldOf(given: Shop): { world: World; ids: Ids } {
  const many = (count: number) => Array.from({ length: count }, () => newId());
  const ids = { products: many(4), categories: many(4), stores: many(2) };
  const [root = "", inner = "", leafCategory = "", other = ""] = ids.categories;
  const now = new Date(given.now);
  const at = (ms: number) => new Date(now.getTime() + ms);
  const on = (days: number) =>
    at(days * dayMs)
      .toISOString()
      .slice(0, 10);
  // The ledger makes a lot available when its time has come, sooner or later, but never before.
  const life = (l: { state: string; from: number; days: number }) => {
    const from = l.state === "available" ? Math.min(l.from, 0) : l.from;
    return { availableAt: at(from), expiresAt: at(from + l.days * dayMs) };
  };
  const pick = (list: string[], index: number | null) => (index === null ? null : (list[index] ?? null));
  const world: World = {
    now,
    timeZone: given.timeZone,
    // A tree three deep and one apart; the last product is in no category.
    categories: [
      { id: root, parentId: null },
      { id: inner, parentId: root },
      { id: leafCategory, parentId: inner },
      { id: other, parentId: null },
    ],
    products: ids.products.map((id, i) => ({ id, categoryId: [root, leafCategory, other][i] ?? null })),
    members: given.members.map((m): WorldMember => {
      const receipts = m.receipts.map((r) => ({ ...r, id: newId() }));
      const sales = m.lines.map((l) => {
        const receipt = receipts[l.receipt] ?? { id: "", at: 0, store: null };
        return {
          id: newId(),
          purchaseId: receipt.id,
          productId: pick(ids.products, l.product),
          storeId: pick(ids.stores, receipt.store),
          quantity: l.quantity,
          returnedQuantity: Math.min(l.returned, l.quantity),
          amountYen: l.amount,
          occurredAt: at(receipt.at),
          returnOfLineId: null,
        };
      });
      const back = m.returns.map((r) => ({
        id: newId(),
        purchaseId: newId(),
        productId: pick(ids.products, r.product),
        storeId: pick(ids.stores, 0),
        quantity: -r.quantity,
        returnedQuantity: 0,
        amountYen: -r.yen,
        occurredAt: at(r.at),
        returnOfLineId: r.isLoose ? null : (sales[0]?.id ?? newId()),
      }));
      return {
        id: newId(),
        gender: m.gender,
        birthday: m.birthday,
        prefecture: m.prefecture,
        joinedAt: at(m.joined),
        joinedStoreId: pick(ids.stores, m.joinedStore),
        locale: m.locale,
        email: m.hasMail ? "a@example.jp" : null,
        mailOptIn: m.mailOptIn,
        lastLoginAt: m.lastLogin === null ? null : at(m.lastLogin),
        withdrawnAt: m.isWithdrawn ? now : null,
        lines: [...sales, ...back],
        debt: m.hasWallet ? m.debt : 0,
        warranties: m.warranties.map((w) => ({
          productId: ids.products[w.product] ?? "",
          endsOn: on(w.ends),
          voidedAt: w.isVoid ? now : null,
        })),
        lots: m.hasWallet ? m.lots.map((l) => ({ state: l.state, remaining: l.remaining, ...life(l) })) : [],
      };
    }),
  };
  return { world, ids };
}

/** Writes the world as the rows that the other modules would have written. */
async function write(ctx: Ctx, world: World, ids: Ids): Promise<void> {
  const { tenant: tenantId } = ctx;
  const stamp = { createdAt: world.now, updatedAt: world.now };
  const paths = new Map<string, string>();
  for (const c of world.categories) paths.set(c.id, `${c.parentId ? paths.get(c.parentId) : "/"}${c.id}/`);
  const byMember = <T>(of: (m: WorldMember) => T[]) =>
    world.members.flatMap((m) => of(m).map((row) => ({ tenantId, memberId: m.id, ...row })));
  const sumOf = (m: WorldMember, state: string) =>
    m.lots.filter((l) => l.state === state).reduce((n, l) => n + l.remaining, 0);
  const dueOf = (m: WorldMember) =>
    Math.min(...m.lots.map((l) => (l.state === "pending" ? l.availableAt : l.expiresAt).getTime()));
  const journals = new Map(world.members.map((m) => [m.id, newId()]));
  const holders = world.members.filter((m) => m.lots.length > 0 || m.debt > 0);
  const receipts = byMember((m) =>
    [...new Map(m.lines.map((l) => [l.purchaseId, l])).values()].map((l) => ({ line: l })),
  );
  await ctx.db.transaction(tenantId, "write", async (tx) => {
    await tx
      .insert(stores)
      .values(ids.stores.map((id) => ({ tenantId, id, externalId: id, name: "店", createdAt: world.now })));
    await tx.insert(categories).values(
      world.categories.map((c) => ({
        tenantId,
        ...c,
        externalId: c.id,
        name: "分類",
        path: paths.get(c.id) ?? "",
        createdAt: world.now,
      })),
    );
    await tx
      .insert(products)
      .values(world.products.map((p) => ({ tenantId, ...p, externalId: p.id, name: "品", ...stamp })));
    await tx.insert(members).values(
      world.members.map(({ id, email, lines: _l, warranties: _w, debt: _d, lots: _p, ...m }) => ({
        tenantId,
        memberId: id,
        memberNo: id,
        emailNormalised: email,
        updatedAt: world.now,
        ...m,
      })),
    );
    if (receipts.length > 0) {
      await tx.insert(purchases).values(
        receipts.map(({ line: l, memberId }) => ({
          tenantId,
          memberId,
          id: l.purchaseId,
          kind: l.quantity > 0 ? "sale" : "return",
          externalId: l.purchaseId,
          occurredAt: l.occurredAt,
          recordedAt: world.now,
          businessDate: "2026-01-01",
          totalYen: l.quantity > 0 ? Math.abs(l.amountYen) : -Math.abs(l.amountYen),
          requestHash: "",
        })),
      );
      await tx
        .insert(purchaseLines)
        .values(byMember((m) => m.lines.map((l, i) => ({ ...l, lineNo: i, unitPriceYen: 1 }))));
    }
    const covers = byMember((m) =>
      m.warranties.map((w) => ({
        ...w,
        id: newId(),
        purchaseLineId: newId(),
        pieceNo: 1,
        startsOn: "2020-01-01",
        createdAt: world.now,
      })),
    );
    if (covers.length > 0) await tx.insert(warranties).values(covers);
  });
  // No serving role may write the ledger but by its functions: the owner does.
  await owner.transaction(async (tx) => {
    if (holders.length === 0) return;
    await tx.insert(wallets).values(
      holders.map((m) => ({
        tenantId,
        memberId: m.id,
        available: sumOf(m, "available"),
        pending: sumOf(m, "pending"),
        debt: m.debt,
        version: 1,
        nextDueAt: m.lots.length > 0 ? new Date(dueOf(m)) : null,
      })),
    );
    await tx.insert(pointJournals).values(
      holders.map((m) => ({
        tenantId,
        memberId: m.id,
        id: journals.get(m.id) ?? "",
        kind: "earn",
        idempotencyKey: "x",
        requestHash: "",
        occurredAt: world.now,
        recordedAt: world.now,
        businessDate: "2026-01-01",
        actorKind: "system",
        walletVersion: 1,
      })),
    );
    const lots = byMember((m) =>
      m.lots.map((l) => ({
        ...l,
        id: newId(),
        journalId: journals.get(m.id) ?? "",
        granted: l.remaining,
        origin: "purchase",
      })),
    );
    if (lots.length > 0) await tx.insert(pointLots).values(lots);
  });
}

describe("the rule tree as SQL", () => {
  it("cuts days at the shop's midnight, to the millisecond", async () => {
    const { ctx } = await newTestShop({ timeZone: "Asia/Tokyo" });
    const midnight = Date.parse("2026-11-20T15:00:00Z");
    const onThe20th = await newTestMember(ctx, { joinedAt: new Date(midnight - 1) });
    const onThe21st = await newTestMember(ctx, { joinedAt: new Date(midnight) });
    const joined = async (period: object) => {
      const rule = segmentRule.parse({ type: "joined", period });
      const predicate = compileSegment(rule, { tenant: ctx.tenant, now: ctx.now, timeZone: "Asia/Tokyo" });
      const { rows } = await read(ctx, (tx) =>
        tx.execute<{ id: string }>(sql`select m.member_id as id from members m where ${predicate} order by 1`),
      );
      return rows.map((row) => row.id);
    };
    for (const period of [{ to: "2026-11-20" }, { from: "2026-11-20", to: "2026-11-20" }, { beforeLastDays: 1 }])
      expect(await joined(period)).toEqual([onThe20th]);
    for (const period of [{ from: "2026-11-21" }, { from: "2026-11-21", to: "2026-11-21" }, { lastDays: 1 }])
      expect(await joined(period)).toEqual([onThe21st]);
  });

  it("finds exactly the members that the plain evaluator finds, in generated shops", { timeout: 600_000 }, async () => {
    let hits = 0;
    let checks = 0;
    await fc.assert(
      fc.asyncProperty(
        shop,
        fc.array(fc.oneof(leaf, tree), { minLength: 60, maxLength: 60, size: "max" }),
        async (given, rules) => {
          const { world, ids } = worldOf(given);
          const testShop = await newTestShop({ timeZone: world.timeZone });
          const ctx = testShop.batch(world.now);
          await write(ctx, world, ids);
          await ctx.db.transaction(ctx.tenant, "read", async (tx) => {
            for (const generated of rules) {
              const rule = real(generated, ids);
              const predicate = compileSegment(rule, {
                tenant: ctx.tenant,
                now: world.now,
                timeZone: world.timeZone,
                isWholeShop: checks % 2 === 0,
              });
              const { rows } = await tx.execute<{ id: string }>(
                sql`select m.member_id as id from members m where ${predicate}`,
              );
              const expected = membersIn(world, rule).sort();
              const found = rows.map((r) => r.id).sort();
              const disputed = world.members.filter((m) => found.includes(m.id) !== expected.includes(m.id));
              expect(found, JSON.stringify({ rule, disputed, timeZone: world.timeZone, now: world.now })).toEqual(
                expected,
              );
              checks += 1;
              if (expected.length > 0 && expected.length < world.members.length) hits += 1;
            }
          });
        },
      ),
      { numRuns: Number(process.env.GOEN_PROPERTY_RUNS ?? 60), endOnFailure: true },
    );
    // A generator whose rules select nobody or everybody would prove little.
    expect(hits / checks).toBeGreaterThan(0.3);
  });
});
