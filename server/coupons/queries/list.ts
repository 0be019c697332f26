import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { couponCounters, coupons, couponVersions } from "@/db/schema/coupons";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { businessDayIn } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import { canReadCoupons } from "../access";
import { couponDefinition, couponList, type CouponState } from "../input";
import { stateOf } from "../rules/validity";
import { figuresOf, noFigures } from "./figures";

const until = sql`${couponVersions.definition} -> 'validity' ->> 'until'`;
const from = sql`${couponVersions.definition} -> 'validity' ->> 'from'`;

/** The same as `stateOf`, for the database. */
function inState(state: CouponState | undefined, today: string) {
  const isOpen = isNull(coupons.stoppedAt);
  const isNotOver = sql`(${until} is null or ${until} >= ${today})`;
  if (state === "stopped") return sql`${coupons.stoppedAt} is not null`;
  if (state === "over") return and(isOpen, sql`${until} < ${today}`);
  if (state === "coming") return and(isOpen, isNotOver, sql`${from} > ${today}`);
  return state === "usable" ? and(isOpen, isNotOver, sql`(${from} is null or ${from} <= ${today})`) : undefined;
}

/** Coupons of the shop with what became of them, those changed last first. Throws `invalid` for a cursor that is not ours. */
export async function listCoupons(ctx: Ctx, input: z.input<typeof couponList>) {
  demand(canReadCoupons(ctx.actor));
  const { q, state, kind, cursor, limit } = parseInput(couponList, input);
  const [at = "", id = ""] = cursor === undefined ? [] : readCursor(cursor, 2);
  if (cursor !== undefined && (Number.isNaN(Date.parse(at)) || !isUuid(id)))
    throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
  const clock = await tenantOf(ctx);
  const today = businessDayIn(ctx.now, clock.timeZone, clock.businessDayStartMinutes);
  const word = sql`lower(normalize(${q}, NFKC))`;
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        couponId: coupons.id,
        name: coupons.name,
        stoppedAt: coupons.stoppedAt,
        updatedAt: coupons.updatedAt,
        definition: couponVersions.definition,
      })
      .from(coupons)
      .innerJoin(
        couponVersions,
        and(
          eq(couponVersions.tenantId, coupons.tenantId),
          eq(couponVersions.couponId, coupons.id),
          eq(couponVersions.version, coupons.version),
        ),
      )
      .where(
        and(
          eq(coupons.tenantId, ctx.tenant),
          kind && eq(coupons.kind, kind),
          inState(state, today),
          q === ""
            ? undefined
            : sql`(strpos(lower(normalize(${coupons.name}, NFKC)), ${word}) > 0
                or strpos(lower(normalize(${couponVersions.definition} -> 'title' ->> 'ja', NFKC)), ${word}) > 0
                or strpos(lower(normalize(${couponVersions.definition} -> 'title' ->> 'en', NFKC)), ${word}) > 0)`,
          cursor === undefined
            ? undefined
            : sql`(${coupons.updatedAt}, ${coupons.id}) < (${at}::timestamptz, ${id}::uuid)`,
        ),
      )
      .orderBy(desc(coupons.updatedAt), desc(coupons.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const figures = await figuresOf(
    ctx,
    page.map(({ couponId }) => couponId),
  );
  return {
    rows: page.map(({ definition: stored, ...row }) => {
      const definition = couponDefinition.parse(stored);
      return {
        ...row,
        definition,
        state: stateOf(definition, row.stoppedAt, ctx.now, clock),
        ...(figures.get(row.couponId) ?? noFigures),
      };
    }),
    cursor: rows.length > limit && last ? cursorOf(last.updatedAt.toISOString(), last.couponId) : null,
  };
}

/** Coupons that can be given to somebody now, by name: for the counter, the composer and the editors. At most 100. */
export async function couponsToGive(ctx: Ctx) {
  demand(canReadCoupons(ctx.actor));
  const clock = await tenantOf(ctx);
  const today = businessDayIn(ctx.now, clock.timeZone, clock.businessDayStartMinutes);
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        couponId: coupons.id,
        name: coupons.name,
        definition: couponVersions.definition,
        given: couponCounters.counted,
        most: couponCounters.most,
      })
      .from(coupons)
      .innerJoin(
        couponVersions,
        and(
          eq(couponVersions.tenantId, coupons.tenantId),
          eq(couponVersions.couponId, coupons.id),
          eq(couponVersions.version, coupons.version),
        ),
      )
      .leftJoin(
        couponCounters,
        and(
          eq(couponCounters.tenantId, coupons.tenantId),
          eq(couponCounters.couponId, coupons.id),
          eq(couponCounters.period, "issued"),
        ),
      )
      .where(
        and(
          eq(coupons.tenantId, ctx.tenant),
          isNull(coupons.stoppedAt),
          sql`(${until} is null or ${until} >= ${today})`,
        ),
      )
      .orderBy(asc(coupons.name), asc(coupons.id))
      .limit(100),
  );
  return rows.map(({ definition, given, most, ...row }) => {
    const { title, benefit, validity, use } = couponDefinition.parse(definition);
    /** How many may still be given; null where their number is not limited. */
    const left = most === null || given === null ? null : most - given;
    return { ...row, title, benefit, validity, use, left };
  });
}

/** Names for ids, of products, categories, stores and coupons that a definition speaks of. */
export async function namesIn(ctx: Ctx, ids: readonly string[]): Promise<Record<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return {};
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ id: string; name: string }>(sql`
      select id, name from products where tenant_id = ${ctx.tenant} and id = any(${sql.param(wanted)}::uuid[])
      union all select id, name from categories where tenant_id = ${ctx.tenant} and id = any(${sql.param(wanted)}::uuid[])
      union all select id, name from stores where tenant_id = ${ctx.tenant} and id = any(${sql.param(wanted)}::uuid[])
      union all select id, name from coupons where tenant_id = ${ctx.tenant} and id = any(${sql.param(wanted)}::uuid[])`),
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
