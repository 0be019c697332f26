import { type SQL, sql } from "drizzle-orm";
import type { TenantId } from "@/server/kernel/ids";
import type { ProductFilter } from "../input";
import type { Moment, Span } from "../rules/bounds";

/** What every leaf needs to know besides itself. */
export interface Place {
  tenant: TenantId;
  at: Moment;
  /** Inside an `or`, where the planner cannot join: list the ids once and look members up in memory. */
  isListed: boolean;
}

type FactTable = "warranties" | "wallets" | "purchase_lines" | "rank_standings";

/** Joins by `and`; parts left out by the rule are undefined. */
export function all(parts: (SQL | undefined | false)[]): SQL {
  const given = parts.filter((part): part is SQL => Boolean(part));
  return given.length === 0 ? sql`true` : sql`(${sql.join(given, sql` and `)})`;
}

/** `column` is one of the values, bound as one array parameter. */
export const isAny = (column: SQL, values: readonly (string | number)[], type: "uuid" | "text" | "int4"): SQL =>
  sql`${column} = any(${sql.param([...values])}::${sql.raw(type)}[])`;

export const flag = (column: SQL, isWanted: boolean): SQL => (isWanted ? sql`${column}` : sql`(not ${column})`);

/** `column` lies in the span; what comes after `now` does not exist yet. */
export const within = (column: SQL, span: Span, now: Date): SQL =>
  all([
    sql`${column} <= ${now.toISOString()}::timestamptz`,
    span.from && sql`${column} >= ${span.from.toISOString()}::timestamptz`,
    span.before && sql`${column} < ${span.before.toISOString()}::timestamptz`,
  ]);

export const between = (value: SQL, limits: { atLeast?: number | undefined; atMost?: number | undefined }): SQL =>
  all([
    limits.atLeast !== undefined && sql`${value} >= ${limits.atLeast}::int8`,
    limits.atMost !== undefined && sql`${value} <= ${limits.atMost}::int8`,
  ]);

/** Some row `x` of the member in a table of the member family fulfils the conditions. */
export function subSelect(table: FactTable, place: Place, conditions: (SQL | undefined | false)[]): SQL {
  const rows = sql`from ${sql.raw(table)} x where x.tenant_id = ${place.tenant}::uuid and ${all(conditions)}`;
  return place.isListed
    ? sql`(m.member_id in (select x.member_id ${rows}))`
    : sql`exists (select 1 ${rows} and x.member_id = m.member_id)`;
}

/** The member is among those a grouped select gives. As a derived table, a filter on one member still reaches inside it. */
export const listed = (place: Place, grouped: SQL): SQL =>
  place.isListed
    ? sql`(m.member_id in (${grouped}))`
    : sql`exists (select 1 from (${grouped}) g where g.member_id = m.member_id)`;

/** `x.product_id` is one of the listed products or lies at or below one of the listed categories. */
export function ofProducts(filter: ProductFilter, place: Place): SQL | undefined {
  const parts: SQL[] = [];
  if (filter.productIds) parts.push(isAny(sql`x.product_id`, filter.productIds, "uuid"));
  if (filter.categoryIds) {
    parts.push(sql`x.product_id in (select p.id from products p
      join categories c on c.tenant_id = p.tenant_id and c.id = p.category_id
      where p.tenant_id = ${place.tenant}::uuid and c.tenant_id = ${place.tenant}::uuid
        and string_to_array(c.path, '/') || c.id::text && ${sql.param(filter.categoryIds)}::text[])`);
  }
  if (parts.length === 0) return undefined;
  return sql`(x.product_id is not null and (${sql.join(parts, sql` or `)}))`;
}
