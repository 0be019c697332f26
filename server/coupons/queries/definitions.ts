import { and, eq, or, sql } from "drizzle-orm";
import { coupons, couponVersions } from "@/db/schema/coupons";
import { type Ctx, read } from "@/server/kernel/ctx";
import { prepared } from "@/server/kernel/prepared";
import { type CouponDefinition, couponDefinition } from "../input";

export interface CouponHead {
  couponId: string;
  name: string;
  /** The version that is given out now. */
  version: number;
  stoppedAt: Date | null;
}

interface VersionKey {
  couponId: string;
  version: number;
}

// A version never changes, so what was read once is right for ever; the bound keeps a process of many shops small.
const known = new Map<string, CouponDefinition>();
const mostKnown = 2_000;
const keyOf = (ctx: Ctx, { couponId, version }: VersionKey) => `${ctx.tenant} ${couponId} ${version}`;

/** The terms of versions, by `couponId version`. */
export async function definitionsOf(ctx: Ctx, wanted: readonly VersionKey[]): Promise<Map<string, CouponDefinition>> {
  const missing = wanted.filter((key) => !known.has(keyOf(ctx, key)));
  if (missing.length > 0) {
    const rows = await read(ctx, (tx) =>
      tx
        .select()
        .from(couponVersions)
        .where(
          and(
            eq(couponVersions.tenantId, ctx.tenant),
            or(
              ...missing.map((key) =>
                and(eq(couponVersions.couponId, key.couponId), eq(couponVersions.version, key.version)),
              ),
            ),
          ),
        ),
    );
    if (known.size + rows.length > mostKnown) known.clear();
    const found = rows.map((row) => [row, couponDefinition.parse(row.definition)] as const);
    // What the transaction made itself it may yet take back: only what was there before is kept.
    for (const [row, definition] of found) if (row.createdAt < ctx.now) known.set(keyOf(ctx, row), definition);
    const fresh = new Map(found.map(([row, definition]) => [keyOf(ctx, row), definition]));
    return collect(ctx, wanted, fresh);
  }
  return collect(ctx, wanted, new Map());
}

function collect(ctx: Ctx, wanted: readonly VersionKey[], fresh: Map<string, CouponDefinition>) {
  const found = new Map<string, CouponDefinition>();
  for (const key of wanted) {
    const definition = fresh.get(keyOf(ctx, key)) ?? known.get(keyOf(ctx, key));
    if (definition) found.set(versionName(key), definition);
  }
  return found;
}

export const versionName = ({ couponId, version }: VersionKey) => `${couponId} ${version}`;

const headsById = prepared(["tenantId", "ids"], (tx, at) =>
  tx
    .select({ couponId: coupons.id, name: coupons.name, version: coupons.version, stoppedAt: coupons.stoppedAt })
    .from(coupons)
    .where(and(eq(coupons.tenantId, at.tenantId), sql`${coupons.id} = any(${at.ids}::uuid[])`)),
);

/** Coupons by id; unknown ids are left out. */
export const couponHeads = (ctx: Ctx, ids: readonly string[]): Promise<CouponHead[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : read(ctx, (tx) => headsById(tx, { tenantId: ctx.tenant, ids: [...new Set(ids)] }));
