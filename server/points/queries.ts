import { sql } from "drizzle-orm";
import { auditRead } from "@/server/kernel/audit";
import { type Ctx, read, readOnce } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { type Proof, type ProofLine, proveAll } from "@/server/kernel/proofs";
import {
  type Balance,
  type Expiry,
  expiriesByDate,
  type OpenHold,
  type OpenLot,
  type ProgramRule,
  settled,
  waitsForRelease,
} from "./rules/program";
import { canManageFamily, canSeeHistory, canSeeProof, canSeeWallet, forbidUnless } from "./access";
import { historyInput, type HistoryInput, type JournalKind } from "./input";

export interface Program extends ProgramRule {
  id: string;
  validFrom: Date;
}
/** The program in force and the shop's own time. */
export interface ProgramInForce {
  program: Program | null;
  timeZone: string;
  dayStartMinutes: number;
}

type ProgramRow = {
  time_zone: string;
  day_start: number;
  programs: (Omit<Program, "validFrom"> & { validFrom: string })[];
};

/** Every version of the shop's program, newest first, and the shop's zone. One round trip. */
export function programsOf(ctx: Ctx): Promise<{ programs: Program[]; timeZone: string; dayStartMinutes: number }> {
  return readOnce(ctx, "programs", async (db) => {
    const { rows } = await db.execute<ProgramRow>(sql`
      select t.time_zone, t.business_day_start_minutes as day_start,
        coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'validFrom', p.valid_from, 'ratePoints', p.rate_points,
          'rateYen', p.rate_yen, 'rounding', p.rounding, 'pendingDays', p.pending_days, 'expiryMonths', p.expiry_months,
          'returnGraceDays', p.return_grace_days, 'expiryKind', p.expiry_kind, 'fixedMonth', p.fixed_month, 'fixedDay', p.fixed_day,
          'pendingUntil', p.pending_until, 'pendingLatestDays', p.pending_latest_days, 'holdMinutes', p.hold_minutes,
          'transferPerCall', p.transfer_per_call, 'transferPerMonth', p.transfer_per_month, 'familySize', p.family_size,
          'familyPerMonth', p.family_per_month) order by p.valid_from desc, p.created_at desc, p.id desc)
          from point_programs p where p.tenant_id = t.id), '[]') as programs
      from tenants t where t.id = ${ctx.tenant}`);
    const row = rows[0];
    return {
      programs: (row?.programs ?? []).map((p) => ({ ...p, validFrom: new Date(p.validFrom) })),
      timeZone: row?.time_zone ?? "Asia/Tokyo",
      dayStartMinutes: row?.day_start ?? 0,
    };
  });
}

/** The version that counts for a sale at `at`: the newest one valid then; sales older than the first version count by the first. */
export const programAt = (newestFirst: readonly Program[], at: Date): Program | null =>
  newestFirst.find((program) => program.validFrom <= at) ?? newestFirst.at(-1) ?? null;

/** The program that counts at `at`, or null when the shop has none, with the shop's zone. */
export async function programInForce(ctx: Ctx, at: Date = ctx.now): Promise<ProgramInForce> {
  const { programs, ...zone } = await programsOf(ctx);
  return { ...zone, program: programAt(programs, at) };
}

export interface Wallet extends Balance {
  /** Promised to a till by holds that are open. */
  held: number;
  /** What goes first, and when; null when nothing can be spent. */
  nextExpiry: Expiry | null;
}

type WalletRow = Balance & {
  member_id: string;
  time_zone: string;
  held: number;
  holds: { heldUntil: string; points: number; lots: HeldLot[] }[] | null;
  lots: { id: string; state: "pending" | "available"; remaining: number; availableAt: string; expiresAt: string }[];
};

/** Wallets with their open lots as of ctx.now: what has become due counts, whether or not it has been posted. */
async function openWallets(ctx: Ctx, memberIds: readonly string[]) {
  const [only] = memberIds;
  // One member has a statement of its own: with a list the planner never trusts a plan that it kept, and makes a new one at each sale.
  const memberIs =
    memberIds.length === 1
      ? sql`m.member_id = ${only}::uuid`
      : sql`m.member_id = any(${sql.param(memberIds as string[])}::uuid[])`;
  const { rows } = await read(ctx, (db) =>
    db.execute<WalletRow>(sql`
      select m.member_id, coalesce(w.available, 0) as available, coalesce(w.pending, 0) as pending, coalesce(w.debt, 0) as debt,
        coalesce(w.held, 0) as held, t.time_zone, coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'state', l.state, 'remaining', l.remaining,
          'availableAt', l.available_at, 'expiresAt', l.expires_at))
          from point_lots l where l.tenant_id = m.tenant_id and l.member_id = m.member_id and l.remaining > 0), '[]') as lots,
        case when w.held > 0 then (select jsonb_agg(jsonb_build_object('heldUntil', h.held_until, 'points', h.points, 'lots',
          (select jsonb_agg(jsonb_build_object('id', l.id, 'remaining', x.amount, 'availableAt', l.available_at, 'expiresAt', l.expires_at)
            order by l.priority desc, l.expires_at desc, l.id desc)
            from point_hold_lots x join point_lots l on l.tenant_id = x.tenant_id and l.member_id = x.member_id and l.id = x.lot_id
            where x.tenant_id = h.tenant_id and x.member_id = h.member_id and x.hold_id = h.id and l.state <> 'expired'))
            order by h.held_until, h.id)
          from point_holds h where h.tenant_id = m.tenant_id and h.member_id = m.member_id and h.state = 'open') end as holds
      from members m join tenants t on t.id = m.tenant_id
      left join wallets w on w.tenant_id = m.tenant_id and w.member_id = m.member_id
      where m.tenant_id = ${ctx.tenant} and ${memberIs}`),
  );
  return rows.map((row) => {
    const lots: OpenLot[] = row.lots.map((l) => ({
      ...l,
      availableAt: new Date(l.availableAt),
      expiresAt: new Date(l.expiresAt),
    }));
    const holds: OpenHold[] = (row.holds ?? []).map((hold) => ({
      heldUntil: new Date(hold.heldUntil),
      points: hold.points,
      lots: (hold.lots ?? []).map((l) => ({ id: l.id, remaining: l.remaining, expiresAt: new Date(l.expiresAt) })),
    }));
    const now = settled({ available: row.available, pending: row.pending, debt: row.debt }, lots, ctx.now, holds);
    return {
      memberId: row.member_id,
      held: now.held,
      balance: now.balance,
      expiries: expiriesByDate(now.lots, row.time_zone),
    };
  });
}

interface HeldLot {
  id: string;
  remaining: number;
  expiresAt: string;
}

const walletFrom = ({ balance, held, expiries }: { balance: Balance; held: number; expiries: Expiry[] }): Wallet => ({
  ...balance,
  held,
  nextExpiry: expiries[0] ?? null,
});

/** Wallets of many members in one round trip; an id that is no member of this shop has no entry. */
export async function walletsOf(ctx: Ctx, memberIds: readonly string[]): Promise<Map<string, Wallet>> {
  for (const memberId of memberIds) forbidUnless(canSeeWallet(ctx.actor, memberId));
  if (memberIds.length === 0) return new Map();
  return new Map((await openWallets(ctx, memberIds)).map((open) => [open.memberId, walletFrom(open)]));
}

const unknownMember = () => new DomainError("not_found", "points.member_unknown");

async function openWallet(ctx: Ctx, memberId: string) {
  forbidUnless(canSeeWallet(ctx.actor, memberId));
  const [open] = await openWallets(ctx, [memberId]);
  if (!open) throw unknownMember();
  return open;
}

/** Points of one member as of ctx.now, zeros before the first one. Throws not_found `points.member_unknown`. */
export const walletOf = async (ctx: Ctx, memberId: string): Promise<Wallet> =>
  walletFrom(await openWallet(ctx, memberId));

/** Available points of a member by the day on which they go, earliest first. Throws not_found `points.member_unknown`. */
export const expiriesOf = async (ctx: Ctx, memberId: string): Promise<Expiry[]> =>
  (await openWallet(ctx, memberId)).expiries;

/** How many points and why, as codes and numbers: the screen puts it into words. */
export interface Why {
  rule?: {
    programId: string;
    ratePoints: number;
    rateYen: number;
    rounding: string;
    pendingDays: number;
    expiryMonths: number;
  };
  inputs?: Record<string, number>;
  /** Rule by rule, under the names they had, where rules gave them. */
  parts?: { kind: string; ruleId: string | null; version: number | null; label: string; points: number }[];
  /** What it was given for, where it was no purchase. */
  occasion?: string;
  /** Moved within a family, for what one of them paid with. */
  family?: true;
}

export interface HistoryRow {
  journalId: string;
  kind: JournalKind;
  occurredAt: Date;
  /** What the member has more (or less) by this, pending points and debt counted; 0 for an activation. */
  points: number;
  /** Change of what can be spent. */
  available: number;
  pending: number;
  debt: number;
  held: number;
  /** What could be spent afterwards. */
  availableAfter: number;
  /** For a return: earned points taken back, spent points given back. */
  takenBack: number;
  restored: number;
  /** For points that were given: when they can be spent (null while they wait for the shipment) and when they go. */
  availableAt: Date | null;
  expiresAt: Date | null;
  purchaseId: string | null;
  storeId: string | null;
  storeName: string | null;
  reason: string | null;
  why: Why | null;
}

type HistorySqlRow = Omit<HistoryRow, "occurredAt" | "availableAt" | "expiresAt"> & {
  version: number;
  occurredAt: string;
  availableAt: string | null;
  expiresAt: string | null;
};

/** What happened to a wallet, newest first, by pages; `nextCursor` is null at the end. Throws not_found `points.member_unknown`. */
export async function pointHistory(
  ctx: Ctx,
  input: HistoryInput,
): Promise<{ rows: HistoryRow[]; nextCursor: number | null }> {
  const { memberId, cursor, before, limit } = parseInput(historyInput, input);
  forbidUnless(canSeeHistory(ctx.actor, memberId));
  const { rows } = await read(ctx, (db) =>
    db.execute<HistorySqlRow>(sql`
      select j.wallet_version as version, j.id as "journalId", j.kind, j.occurred_at as "occurredAt", case when j.snapshot ->> 'occasion' is null then j.cause_id end as "purchaseId",
        j.store_id as "storeId", s.name as "storeName", j.reason, j.snapshot as why,
        e.available + e.pending + e.debt + e.held as points, e.available, e.pending, -e.debt as debt, e.held,
        e.issued as "takenBack", e.redeemed as restored, l.available_at as "availableAt", l.expires_at as "expiresAt",
        coalesce((select b.balance_after from point_journals k
          join point_entries b on b.tenant_id = k.tenant_id and b.member_id = k.member_id and b.journal_id = k.id
          where k.tenant_id = j.tenant_id and k.member_id = j.member_id and k.wallet_version <= j.wallet_version
            and b.account = 'available' order by k.wallet_version desc limit 1), 0) as "availableAfter"
      from point_journals j
      cross join lateral (
        select coalesce(sum(amount) filter (where account = 'available'), 0)::bigint as available,
          coalesce(sum(amount) filter (where account = 'pending'), 0)::bigint as pending,
          coalesce(sum(amount) filter (where account = 'debt'), 0)::bigint as debt,
          coalesce(sum(amount) filter (where account = 'held'), 0)::bigint as held,
          case j.kind when 'return' then coalesce(sum(amount) filter (where account = 'issued'), 0) else 0 end::bigint as issued,
          case j.kind when 'return' then coalesce(-sum(amount) filter (where account = 'redeemed'), 0) else 0 end::bigint as redeemed
        from point_entries where tenant_id = j.tenant_id and member_id = j.member_id and journal_id = j.id) e
      left join point_lots l on l.tenant_id = j.tenant_id and l.member_id = j.member_id and l.id = j.id
      left join stores s on s.tenant_id = j.tenant_id and s.id = j.store_id
      where j.tenant_id = ${ctx.tenant} and j.member_id = ${memberId}
        and (${cursor ?? null}::bigint is null or j.wallet_version < ${cursor ?? null})
        and (${before?.toISOString() ?? null}::timestamptz is null or j.occurred_at < ${before?.toISOString() ?? null})
      order by j.wallet_version desc limit ${limit + 1}`),
  );
  if (rows.length === 0) await openWallet(ctx, memberId);
  if (rows.length > 0) await auditRead(ctx, { memberId, what: "points" });
  const page = rows.slice(0, limit);
  return {
    rows: page.map(({ version: _version, ...row }) => ({
      ...row,
      occurredAt: new Date(row.occurredAt),
      ...lifeOf(row),
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.version ?? null) : null,
  };
}

/** Instants without a date (points that wait for the shipment) are told as null. */
function lifeOf(row: { availableAt: string | null; expiresAt: string | null }) {
  const dated = (text: string | null) => {
    const at = text === null ? null : new Date(text);
    return at === null || waitsForRelease(at) ? null : at;
  };
  return { availableAt: dated(row.availableAt), expiresAt: dated(row.expiresAt) };
}

export interface LedgerLine {
  name: string;
  checked: number;
  violations: number;
}

/** The invariants of the ledger, by the names that goen.ledger_proof gives them. */
export const ledgerProofNames = [
  "journal_sums_to_zero",
  "wallet_is_sum_of_entries",
  "wallet_is_sum_of_open_lots",
  "lot_is_granted_plus_moves",
  "balances_chain",
  "versions_have_no_hole",
  "nothing_drawn_past_expiry",
  "returns_within_original",
  "members_and_system_cancel_out",
  "no_empty_journal",
  "liability_is_replay",
  "no_points_beside_debt",
  "nothing_due_is_overlooked",
  "closed_wallets_are_empty",
  "holds_are_open_holds",
  "holds_end_once",
  "taken_back_within_journal",
  "transfers_cancel_out",
  "moved_lots_within_source",
  "terms_chain",
  "one_family_at_a_time",
] as const;

function proofLines(ctx: Ctx, only: string | null): Promise<LedgerLine[]> {
  return read(ctx, async (db) => {
    const { rows } = await db.execute<LedgerLine & Record<string, unknown>>(
      sql`select name, checked, violations from goen.ledger_proof(${ctx.tenant}, ${ctx.now.toISOString()}, ${only}::text)`,
    );
    return rows;
  });
}

/** Every invariant of the ledger over the whole shop: how many cases were looked at and how many break it (0 each). */
export async function ledgerProof(ctx: Ctx): Promise<LedgerLine[]> {
  forbidUnless(canSeeProof(ctx.actor));
  return proofLines(ctx, null);
}

/** The ledger's invariants for the registry of proofs: each by itself, so that each can be timed. */
export const ledgerProofs: Proof[] = ledgerProofNames.map((name) => ({
  name,
  run: async (ctx) => {
    const [line] = await proofLines(ctx, name);
    return { count: line?.checked ?? 0, violations: line?.violations ?? 0 };
  },
}));

/** Every promise of the product about this shop, proved now: ledger, coupons, ranks. Throws `forbidden` `points.role`. */
export async function everyProof(ctx: Ctx): Promise<ProofLine[]> {
  forbidUnless(canSeeProof(ctx.actor));
  return proveAll(ctx);
}

export interface Family {
  familyId: string;
  name: string;
  role: "head" | "member";
  members: {
    memberId: string;
    memberNo: string;
    /** What the person is called; null where the shop knows none. */
    name: string | null;
    role: "head" | "member";
    joinedAt: Date;
    /** Whether the others may pay with these points. */
    lends: boolean;
    available: number;
  }[];
  /** What all of them can spend together. */
  available: number;
  /** Of the others' points in a month; 0: as many as there are. */
  perMonth: number;
  size: number;
}

/** The family of a member with what each of them has; null when in none. `isOffered`: whether the shop has families at all. */
export async function familyOf(ctx: Ctx, memberId: string): Promise<{ isOffered: boolean; family: Family | null }> {
  forbidUnless(canManageFamily(ctx.actor, memberId));
  const { program } = await programInForce(ctx);
  const isOffered = (program?.familySize ?? 0) > 1;
  const { rows } = await read(ctx, (db) =>
    db.execute<{
      familyId: string;
      name: string;
      role: "head" | "member";
      memberId: string;
      memberNo: string;
      person: string | null;
      itsRole: "head" | "member";
      joinedAt: string;
      lends: boolean;
    }>(sql`
      select f.id as "familyId", f.name, m.role, o.member_id as "memberId", p.member_no as "memberNo",
        nullif(trim(concat_ws(' ', p.family_name, p.given_name)), '') as person, o.role as "itsRole", o.joined_at as "joinedAt", o.lends
      from point_family_members m
      join point_families f on f.tenant_id = m.tenant_id and f.id = m.family_id
      join point_family_members o on o.tenant_id = m.tenant_id and o.family_id = m.family_id and o.left_at is null
      join members p on p.tenant_id = o.tenant_id and p.member_id = o.member_id
      where m.tenant_id = ${ctx.tenant} and m.member_id = ${memberId} and m.left_at is null order by o.joined_at, o.member_id`),
  );
  const [first] = rows;
  if (!first) return { isOffered, family: null };
  // What the others have is the family's to know: that is what it is for.
  const open = new Map(
    (
      await openWallets(
        ctx,
        rows.map((row) => row.memberId),
      )
    ).map((one) => [one.memberId, one]),
  );
  const members = rows.map((row) => ({
    memberId: row.memberId,
    memberNo: row.memberNo,
    name: row.person,
    role: row.itsRole,
    joinedAt: new Date(row.joinedAt),
    lends: row.lends,
    available: open.get(row.memberId)?.balance.available ?? 0,
  }));
  return {
    isOffered,
    family: {
      familyId: first.familyId,
      name: first.name,
      role: first.role,
      members,
      available: members.reduce((sum, one) => sum + one.available, 0),
      perMonth: program?.familyPerMonth ?? 0,
      size: program?.familySize ?? 0,
    },
  };
}
