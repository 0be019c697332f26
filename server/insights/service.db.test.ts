import fc from "fast-check";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { products } from "@/db/schema/catalog";
import { purchaseLines, purchases } from "@/db/schema/purchases";
import { insertMember } from "@/db/testing/factories";
import { type Ctx, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestShop, testNow } from "@/server/kernel/testing";
import { type Recommendation, recommendationsFor, recommendedProducts } from "./queries";
import { refreshIfDue, refreshNeighbours } from "./service";

const dayMs = 86_400_000;
type Goods = { isOnOffer: boolean };
type Line = { member: number; product: number; daysAgo: number; isReturned: boolean };
interface Given {
  goods: Goods[];
  members: number;
  lines: Line[];
}

/** Writes the given shop; ids rise with the index, so ties by id are ties by index. */
async function write(ctx: Ctx, given: Given) {
  const many = (count: number) => Array.from({ length: count }, () => newId());
  const ids = { products: many(given.goods.length), members: many(given.members) };
  await ctx.db.transaction(ctx.tenant, "write", async (tx) => {
    await tx.insert(products).values(
      given.goods.map((g, i) => ({
        tenantId: ctx.tenant,
        id: ids.products[i] ?? "",
        externalId: `P${i}`,
        name: `商品${i}`,
        priceYen: g.isOnOffer ? 100 : null,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })),
    );
    for (const memberId of ids.members) await insertMember(tx, { tenantId: ctx.tenant, memberId });
    if (given.lines.length === 0) return;
    const rows = given.lines.map((line) => ({
      tenantId: ctx.tenant,
      memberId: ids.members[line.member] ?? "",
      productId: ids.products[line.product] ?? null,
      occurredAt: new Date(ctx.now.getTime() - line.daysAgo * dayMs),
      purchaseId: newId(),
      isReturned: line.isReturned,
    }));
    await tx.insert(purchases).values(
      rows.map((r) => ({
        ...r,
        id: r.purchaseId,
        kind: "sale",
        externalId: r.purchaseId,
        recordedAt: ctx.now,
        businessDate: "2026-01-01",
        totalYen: 100,
        requestHash: "",
      })),
    );
    await tx.insert(purchaseLines).values(
      rows.map((r) => ({
        ...r,
        id: newId(),
        lineNo: 1,
        quantity: 1,
        unitPriceYen: 100,
        amountYen: 100,
        returnedQuantity: r.isReturned ? 1 : 0,
      })),
    );
  });
  return ids;
}

const unique = <T>(values: T[]) => [...new Set(values)];
const by =
  <T>(...keys: ((value: T) => number)[]) =>
  (a: T, b: T) =>
    keys.map((key) => key(a) - key(b)).find((d) => d !== 0) ?? 0;

/** Pair counting by nested loops, as one would on paper. */
function onPaper({ goods, members, lines }: Given, minSupport: number) {
  const kept = lines.filter((line) => !line.isReturned);
  const owners = (p: number) => unique(kept.filter((l) => l.product === p).map((l) => l.member));
  const shoppers = unique(kept.map((l) => l.member)).length;
  const all = goods.map((_, i) => i);
  const neighbours = all.map((a) =>
    all.flatMap((b) => {
      const support = owners(a).filter((m) => owners(b).includes(m)).length;
      if (a === b || support < minSupport || !goods[b]?.isOnOffer) return [];
      const lift = (support * shoppers) / (owners(a).length * owners(b).length);
      return [{ b, support, lift, weight: lift * Math.log(1 + support) }];
    }),
  );
  const recent = (p: number) =>
    unique(kept.filter((l) => l.product === p && l.daysAgo <= 90).map((l) => l.member)).length;
  const popular = all
    .filter((p) => goods[p]?.isOnOffer && owners(p).length > 0)
    .sort(
      by(
        (p) => -recent(p),
        (p) => -owners(p).length,
        (p) => p,
      ),
    );
  const picks = Array.from({ length: members }, (_, m) => {
    const touched = unique(lines.filter((l) => l.member === m).map((l) => l.product));
    const mine = unique(kept.filter((l) => l.member === m).map((l) => l.product)).sort(by((p) => p));
    const scored = all
      .filter((p) => !touched.includes(p))
      .flatMap((p) => {
        const from = mine.flatMap((anchor) =>
          (neighbours[anchor] ?? []).filter((n) => n.b === p).map((n) => ({ anchor, weight: n.weight })),
        );
        const [best] = from.toSorted(
          by(
            (f) => -f.weight,
            (f) => f.anchor,
          ),
        );
        return best ? [{ p, anchor: best.anchor, score: from.reduce((sum, f) => sum + f.weight, 0) }] : [];
      });
    return { scored, popular: popular.filter((p) => !touched.includes(p)) };
  });
  return { neighbours, popular, recent, picks };
}

const shop: fc.Arbitrary<Given> = fc
  .record({
    goods: fc.array(fc.record({ isOnOffer: fc.constantFrom(true, true, true, false) }), { minLength: 3, maxLength: 9 }),
    members: fc.integer({ min: 2, max: 8 }),
  })
  .chain(({ goods, members }) =>
    fc.record({
      goods: fc.constant(goods),
      members: fc.constant(members),
      lines: fc.array(
        fc.record({
          member: fc.integer({ min: 0, max: members - 1 }),
          product: fc.integer({ min: 0, max: goods.length - 1 }),
          daysAgo: fc.constantFrom(0, 1, 30, 90, 91, 400),
          isReturned: fc.constantFrom(false, false, false, true),
        }),
        { minLength: 5, maxLength: 45 },
      ),
    }),
  );

describe("bought together, popularity and three items for you", () => {
  it("are what pair counting on paper gives, in generated shops", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(shop, async (given) => {
        const ctx = (await newTestShop()).batch();
        const ids = await write(ctx, given);
        await refreshNeighbours(ctx);
        const paper = onPaper(given, 2);
        const index = new Map([...ids.products.entries()].map(([i, id]) => [id, i]));
        const rows = await read(ctx, (tx) =>
          tx.execute<{ product_id: string; neighbour_ids: string[]; supports: number[]; lifts: number[] }>(
            sql`select product_id, neighbour_ids, supports, lifts from item_neighbours where tenant_id = ${ctx.tenant}`,
          ),
        );
        const found = new Map(rows.rows.map((row) => [index.get(row.product_id), row]));
        paper.neighbours.forEach((expected, a) => {
          const row = found.get(a);
          expect(new Map(row?.neighbour_ids.map((id, i) => [index.get(id), Number(row.supports[i])]))).toEqual(
            new Map(expected.map((n) => [n.b, n.support])),
          );
          for (const { b, lift } of expected)
            expect(row?.lifts[row.neighbour_ids.indexOf(ids.products[b] ?? "")]).toBeCloseTo(lift, 9);
          const weights = (row?.neighbour_ids ?? []).map(
            (_, i) => (row?.lifts[i] ?? 0) * Math.log(1 + Number(row?.supports[i])),
          );
          weights.forEach((weight, i) => expect(weight).toBeLessThanOrEqual((weights[i - 1] ?? Infinity) + 1e-9));
        });
        const ranks = await read(ctx, (tx) =>
          tx.execute<{ product_id: string; buyers: number }>(
            sql`select product_id, buyers from product_popularity where tenant_id = ${ctx.tenant} order by rank`,
          ),
        );
        expect(ranks.rows.map((r) => [index.get(r.product_id), r.buyers])).toEqual(
          paper.popular.map((p) => [p, paper.recent(p)]),
        );

        const picks = await recommendationsFor(ctx, ids.members, { count: 3 });
        ids.members.forEach((memberId, m) =>
          checkPicks(picks.get(memberId) ?? [], paper.picks[m] ?? { scored: [], popular: [] }, index),
        );
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

type Expected = ReturnType<typeof onPaper>["picks"][number];

function checkPicks(got: Recommendation[], { scored, popular }: Expected, index: Map<string, number>): void {
  const scoreOf = (p: number | undefined) => scored.find((s) => s.p === p)?.score ?? Number.NaN;
  const together = got
    .filter((pick) => pick.reason.code === "bought_together")
    .map((pick) => index.get(pick.productId));
  const best = scored
    .map((s) => s.score)
    .sort((a, b) => b - a)
    .slice(0, 3);
  expect(together).toHaveLength(best.length);
  // The query reckons in millionths, so places are compared by score.
  together.forEach((p, place) => expect(scoreOf(p)).toBeCloseTo(best[place] ?? Number.NaN, 4));
  const rest = got.slice(together.length).map((pick) => [index.get(pick.productId), pick.reason.code]);
  expect(rest).toEqual(
    popular
      .filter((p) => !together.includes(p))
      .slice(0, 3 - together.length)
      .map((p) => [p, "popular"]),
  );
}

const pair: Given = {
  goods: [{ isOnOffer: true }, { isOnOffer: true }, { isOnOffer: true }],
  members: 4,
  lines: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 0],
    [3, 2],
  ].map(([member = 0, product = 0]) => ({ member, product, daysAgo: 3, isReturned: false })),
};

describe("recommendationsFor", () => {
  it("gives the same under the tenant wall as to the engine, never another shop's goods, and nothing for nobody", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    const ids = await write(mine.batch(), pair);
    await refreshNeighbours(mine.batch());
    const [, , third = ""] = ids.members;
    const picks = await recommendationsFor(mine.ctx, [third, third, newId()]);
    expect(picks.get(third)).toEqual([
      { productId: ids.products[1], reason: { code: "bought_together", anchorProductId: ids.products[0] } },
      { productId: ids.products[2], reason: { code: "popular" } },
    ]);
    expect(await recommendationsFor(mine.batch(), [third])).toEqual(new Map([[third, picks.get(third)]]));
    expect(await recommendationsFor(other.ctx, [third])).toEqual(new Map());
    expect(await recommendationsFor(mine.ctx, [])).toEqual(new Map());
  });

  it("shows a member their own, and through a link without what they have bought", async () => {
    const shopHere = await newTestShop();
    const ids = await write(shopHere.batch(), pair);
    await refreshNeighbours(shopHere.batch());
    const [first = "", , third = ""] = ids.members;
    const asMember = await recommendedProducts(shopHere.as({ kind: "member", id: third }), third);
    expect(asMember.map((item) => item.reason)).toEqual([
      { code: "bought_together", anchorName: "商品0" },
      { code: "popular", anchorName: null },
    ]);
    const byLink = await recommendedProducts(shopHere.as({ kind: "link", memberId: third }), third);
    expect(byLink.map((item) => item.reason.anchorName)).toEqual([null, null]);
    await expect(recommendedProducts(shopHere.as({ kind: "member", id: first }), third)).rejects.toMatchObject({
      reason: "insights.not_yours",
    });
  });
});

async function sellAgain(ctx: Ctx) {
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    tx.execute(sql`
    insert into purchases (tenant_id, member_id, id, kind, external_id, occurred_at, recorded_at, business_date, total_yen, request_hash)
    select tenant_id, member_id, ${newId()}::uuid, kind, external_id || '-', ${ctx.now.toISOString()}::timestamptz, recorded_at, business_date, total_yen, ''
    from purchases where tenant_id = ${ctx.tenant} limit 1`),
  );
}

describe("refreshIfDue", () => {
  it("runs first when there are purchases, then daily while there are new ones, then weekly", async () => {
    const testShop = await newTestShop();
    const later = (days: number) => testShop.batch(new Date(testNow.getTime() + days * dayMs));
    expect(await refreshIfDue(later(0))).toBe(false);
    await write(later(0), pair);
    expect(await refreshIfDue(later(0))).toBe(true);
    expect(await refreshIfDue(later(2))).toBe(false);
    expect(await refreshIfDue(later(7))).toBe(true);
    await sellAgain(later(7.5));
    expect(await refreshIfDue(later(7.9))).toBe(false);
    expect(await refreshIfDue(later(8))).toBe(true);
  });

  it("is for the product's own jobs", async () => {
    const { ctx } = await newTestShop();
    await expect(refreshNeighbours(ctx)).rejects.toMatchObject({ code: "forbidden" });
  });
});
