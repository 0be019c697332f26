import { type SQL, sql } from "drizzle-orm";
import type { TenantId } from "@/server/kernel/ids";
import type { LeafOf, SegmentRule } from "../input";
import { type Moment, acceptsZero, birthdayMonths, birthdaysOfAge, spanOf, startOfDay, today } from "../rules/bounds";
import { addDays } from "@/server/kernel/time";
import { all, type Place, between, flag, isAny, listed, ofProducts, subSelect, within } from "./compile-parts";
import { bought, boughtWhen } from "./compile-purchases";
import { nextRank, rank } from "./compile-ranks";

export interface CompileOptions extends Moment {
  tenant: TenantId;
  /**
   * For counts of the whole shop with `countMemory` to work in: facts inside an `or` become lists of ids held in memory, which
   * the planner estimates rightly and runs in parallel. Without that memory, or for few members, leave it out.
   */
  isWholeShop?: boolean;
}

/** What `work_mem` must be for `isWholeShop`: hash tables of 12 million ids. A limit, not an allocation. */
export const countMemory = "256MB";

/**
 * One predicate over `members m`: of the tenant, not withdrawn, and in the segment. Values travel only as parameters, and
 * every sub-select names the tenant, so it may run as the engine's role. Facts are EXISTS on (tenant_id, member_id): the
 * planner turns them into semi- and anti-joins for a count and into index probes for one member.
 */
export function compileSegment(rule: SegmentRule, options: CompileOptions): SQL {
  const place: Place = {
    tenant: options.tenant,
    at: { now: options.now, timeZone: options.timeZone },
    isListed: false,
  };
  const inOr: Place = { ...place, isListed: options.isWholeShop ?? false };
  return sql`(m.tenant_id = ${place.tenant}::uuid and m.withdrawn_at is null and ${compile(rule, place, inOr)})`;
}

function compile(rule: SegmentRule, place: Place, inOr: Place): SQL {
  switch (rule.type) {
    case "and":
      return all(rule.of.map((child) => compile(child, place, inOr)));
    case "or":
      return sql`(${sql.join(
        rule.of.map((child) => compile(child, inOr, inOr)),
        sql` or `,
      )})`;
    case "not":
      // What is denied is no join either, unless it is a single fact.
      return sql`(not ${compile(rule.of, rule.of.type === "and" || rule.of.type === "or" ? inOr : place, inOr)})`;
    case "everyone":
      return sql`true`;
    case "gender":
      return gender(rule);
    case "age": {
      const { after, until } = birthdaysOfAge(rule, place.at);
      return all([
        sql`m.birthday is not null`,
        after === undefined ? undefined : sql`m.birthday > ${after}::date`,
        until === undefined ? undefined : sql`m.birthday <= ${until}::date`,
      ]);
    }
    case "birthday_month":
      return sql`(m.birthday is not null and ${isAny(sql`extract(month from m.birthday)::int`, birthdayMonths(rule, place.at), "int4")})`;
    case "prefecture":
      return sql`(m.prefecture is not null and ${isAny(sql`m.prefecture`, rule.in, "text")})`;
    case "joined":
      return all([
        rule.period && within(sql`m.joined_at`, spanOf(rule.period, place.at), place.at.now),
        rule.storeIds &&
          sql`(m.joined_store_id is not null and ${isAny(sql`m.joined_store_id`, rule.storeIds, "uuid")})`,
      ]);
    case "locale":
      return sql`(m.locale = ${rule.is})`;
    case "has_mail":
      return rule.is ? sql`(m.email_normalised is not null)` : sql`(m.email_normalised is null)`;
    case "consent":
      return flag(sql`m.mail_opt_in`, rule.isGranted);
    case "last_login":
      if (!rule.period) return sql`(m.last_login_at is null)`;
      return sql`(m.last_login_at is not null and ${within(sql`m.last_login_at`, spanOf(rule.period, place.at), place.at.now)})`;
    case "warranty_days_left":
      return warrantyDaysLeft(rule, place);
    case "purchases":
      return bought(rule, place);
    case "first_purchase":
    case "last_purchase":
      return boughtWhen(rule, place);
    case "points":
      return points(rule, place);
    case "points_expiring":
      return pointsExpiring(rule, place);
    case "rank":
      return rank(rule, place);
    case "next_rank":
      return nextRank(rule, place);
  }
}

function gender(rule: LeafOf<"gender">): SQL {
  const told = rule.in.filter((value) => value !== "unknown");
  const parts: SQL[] = [];
  if (told.length > 0) parts.push(sql`(m.gender is not null and ${isAny(sql`m.gender`, told, "text")})`);
  if (rule.in.includes("unknown")) parts.push(sql`m.gender is null`);
  return sql`(${sql.join(parts, sql` or `)})`;
}

function warrantyDaysLeft(rule: LeafOf<"warranty_days_left">, place: Place): SQL {
  const day = today(place.at);
  return subSelect("warranties", place, [
    sql`x.voided_at is null`,
    sql`x.ends_on between ${addDays(day, rule.from)}::date and ${addDays(day, rule.to)}::date`,
    ofProducts(rule, place),
  ]);
}

/**
 * Wallet buckets are exact until the wallet's next due instant; after it, what has come due but is not yet posted is
 * reckoned from the lots (an activation first repays debt), so the answer never waits for a job.
 */
function points(rule: LeafOf<"points">, place: Place): SQL {
  const now = sql`${place.at.now.toISOString()}::timestamptz`;
  const lots = sql`from point_lots l where l.tenant_id = ${place.tenant}::uuid and l.member_id = x.member_id and l.remaining > 0`;
  const due =
    rule.bucket === "pending"
      ? sql`(select coalesce(sum(l.remaining), 0) ${lots} and l.state = 'pending' and l.available_at > ${now})`
      : sql`(select coalesce(sum(l.remaining) filter (where l.state = 'available'), 0)
          + greatest(coalesce(sum(l.remaining) filter (where l.state = 'pending'), 0) - x.debt, 0)
        ${lots} and l.state <> 'expired' and l.available_at <= ${now} and l.expires_at > ${now})`;
  const bucket = rule.bucket === "pending" ? sql`x.pending` : sql`x.available`;
  const held = sql`(case when x.next_due_at is null or x.next_due_at > ${now} then ${bucket} else ${due} end)`;
  const isZeroEnough = acceptsZero(rule);
  const found = subSelect("wallets", place, [isZeroEnough ? sql`not ${between(held, rule)}` : between(held, rule)]);
  return isZeroEnough ? sql`(not ${found})` : found;
}

function pointsExpiring(rule: LeafOf<"points_expiring">, place: Place): SQL {
  const now = sql`${place.at.now.toISOString()}::timestamptz`;
  const end = sql`${startOfDay(place.at, rule.withinDays + 1).toISOString()}::timestamptz`;
  return listed(
    place,
    sql`select x.member_id from point_lots x where x.tenant_id = ${place.tenant}::uuid and x.remaining > 0
    and x.state <> 'expired' and x.available_at <= ${now} and x.expires_at > ${now} and x.expires_at < ${end}
    group by x.member_id having sum(x.remaining) >= ${rule.atLeast}::int8`,
  );
}
