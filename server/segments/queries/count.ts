import { type SQL, sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { database, type Tx } from "@/server/kernel/database";
import { DomainError, sqlStateOf } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { canReadSegments, canUseSegments } from "../access";
import { countInput, sampleInput, type SegmentRule } from "../input";
import { compileSegment, countMemory } from "./compile";

/** A screen waits for these; the engine's own statements have the engine's limit. */
const patience = "20s";

/** The rule as a predicate over `members m`, at the instant and in the zone of the shop. */
export async function segmentPredicate(ctx: Ctx, rule: SegmentRule, isWholeShop = false): Promise<SQL> {
  const { timeZone } = await tenantOf(ctx);
  return compileSegment(rule, {
    tenant: ctx.tenant,
    now: ctx.now,
    timeZone,
    isWholeShop: isWholeShop && !("tx" in ctx),
  });
}

/**
 * Runs a read as the engine's role: the builder names the tenant, and filters keep their indexes there.
 */
export async function asEngine<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if ("tx" in ctx) return read(ctx, work);
  const limit = ctx.db.role === "batch" ? "" : `; set local statement_timeout = '${patience}'`;
  try {
    return await database("batch").transaction(ctx.tenant, "read", async (tx) => {
      await tx.execute(sql.raw(`set local work_mem = '${countMemory}'${limit}`));
      return work(tx);
    });
  } catch (error) {
    if (sqlStateOf(error) === "57014") throw new DomainError("limited", "segments.too_slow", {}, { cause: error });
    throw error;
  }
}

function authorise(ctx: Ctx, may = canUseSegments): void {
  const reason = may(ctx.actor);
  if (reason) throw new DomainError("forbidden", reason);
}

/** How many members are in the segment now; analysts may ask too. Throws `forbidden`, `invalid`, `limited` (segments.too_slow). */
export async function countSegment(ctx: Ctx, rule: unknown): Promise<number> {
  authorise(ctx, canReadSegments);
  const predicate = await segmentPredicate(ctx, parseInput(countInput, { rule }).rule, true);
  const { rows } = await asEngine(ctx, (tx) =>
    tx.execute<{ n: number }>(sql`select count(*) as n from members m where ${predicate}`),
  );
  return rows[0]?.n ?? 0;
}

export interface Reach {
  members: number;
  /** Of these, how many have a mail address. */
  withAddress: number;
  /** Of these, how many also said yes to mail and have not been stopped since: whom a campaign could write to. */
  reachable: number;
}

/** How many are in the segment now and how many of them mail would reach. Throws as `countSegment`. */
export async function reachOfSegment(ctx: Ctx, rule: unknown): Promise<Reach> {
  authorise(ctx, canReadSegments);
  const predicate = await segmentPredicate(ctx, parseInput(countInput, { rule }).rule, true);
  const { rows } = await asEngine(ctx, (tx) =>
    tx.execute<Reach & Record<string, unknown>>(sql`
      with stopped as (select distinct s.member_id from suppressions s
        where s.tenant_id = ${ctx.tenant}::uuid and s.channel = 'mail' and s.lifted_at is null)
      select count(*) as members, count(m.email_normalised) as "withAddress",
        count(*) filter (where m.email_normalised is not null and m.mail_opt_in and x.member_id is null) as reachable
      from members m left join stopped x on x.member_id = m.member_id where ${predicate}`),
  );
  return rows[0] ?? { members: 0, withAddress: 0, reachable: 0 };
}

export interface SampledMember {
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
  joinedAt: Date;
}

/** Up to `count` members of the segment, the newest first, for the person who builds it to look at. */
export async function sampleSegment(ctx: Ctx, rule: unknown, count?: number): Promise<SampledMember[]> {
  authorise(ctx);
  const input = parseInput(sampleInput, { rule, ...(count === undefined ? {} : { count }) });
  const predicate = await segmentPredicate(ctx, input.rule, true);
  const { rows } = await asEngine(ctx, (tx) =>
    tx.execute<Omit<SampledMember, "joinedAt"> & { joinedAt: string }>(sql`
      select m.member_id as "memberId", m.member_no as "memberNo", m.family_name as "familyName",
        m.given_name as "givenName", m.joined_at as "joinedAt"
      from members m where ${predicate} order by m.joined_at desc, m.member_id desc limit ${input.count}`),
  );
  return rows.map((row) => ({ ...row, joinedAt: new Date(row.joinedAt) }));
}

/** Whether this one member is in the segment now; false for an unknown id. For checks just before acting, by the engine too. */
export async function memberMatches(ctx: Ctx, rule: SegmentRule, memberId: string): Promise<boolean> {
  authorise(ctx);
  const predicate = await segmentPredicate(ctx, rule);
  const { rows } = await asEngine(ctx, (tx) =>
    tx.execute<{ n: number }>(
      sql`select count(*) as n from members m where ${predicate} and m.member_id = ${memberId}::uuid`,
    ),
  );
  return (rows[0]?.n ?? 0) > 0;
}
