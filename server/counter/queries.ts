import { type SQL, sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { isUuid } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { addDays, businessDayIn, instantOf } from "@/server/kernel/time";
import { memberById } from "@/server/members/queries/find-member";
import { cardSvg } from "@/server/members/rules/card-svg";
import { walletOf } from "@/server/points/queries";
import { anonymousSaleById, purchaseById } from "@/server/purchases/queries";
import { receiptCouponsOf } from "@/server/coupons/queries/receipt-coupons-of";
import { receiptClaim } from "@/server/purchases/service/receipt-claim";
import { canStandAt } from "./access";
import {
  type DoneInput,
  doneInput,
  type DoneKind,
  type ReceiptInput,
  receiptInput,
  type ShiftInput,
  shiftInput,
} from "./input";
import { undoRefusal } from "./rules";

// Nothing is written down twice for the shift: it is read from what the day's work left in sales, points and the audit log.

export interface DoneRow {
  kind: DoneKind;
  id: string;
  memberId: string | null;
  memberNo: string | null;
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  doneAt: Date;
  undoneAt: Date | null;
  /** Receipt or slip number. */
  slip: string | null;
  totalYen: number | null;
  /** What the member has more or less by it. */
  points: number | null;
  reason: string | null;
  staffName: string | null;
  /** Null: it can be undone; else why not. */
  undoRefusal: string | null;
}

type Window = { storeId: string; from: Date; to: Date; staffId: string | null };

/** The day's bounds in the shop's business time; throws forbidden for a counter that is not the asking person's. */
async function windowOf(ctx: Ctx, { storeId, day, isMine }: Required<Omit<ShiftInput, "day">> & { day?: string }) {
  const refusal = canStandAt(ctx.actor, storeId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const shop = await tenantOf(ctx);
  const on = day ?? businessDayIn(ctx.now, shop.timeZone, shop.businessDayStartMinutes);
  const [from, to] = [on, addDays(on, 1)].map((d) => instantOf(d, shop.businessDayStartMinutes, shop.timeZone));
  const staffId = isMine && ctx.actor.kind === "staff" ? ctx.actor.id : null;
  return { day: on, storeId, from: from as Date, to: to as Date, staffId };
}

const iso = (at: Date) => at.toISOString();

/** Each source of a counter's work, newest first; `before` narrows it, `limit` bounds what is read of each. */
function sources(ctx: Ctx, w: Window, before: SQL, limit: number | null): SQL {
  const at = (column: SQL) => sql`${column} >= ${iso(w.from)}::timestamptz and ${column} < ${iso(w.to)}::timestamptz`;
  const by = (column: SQL) => (w.staffId ? sql`and ${column} = ${w.staffId}::uuid` : sql``);
  const newest = sql`order by done_at desc, id desc limit ${limit}::bigint`;
  return sql`
    (select * from (select case p.kind when 'sale' then 'sale' else 'return' end as kind, p.id, p.member_id, p.occurred_at as done_at, p.recorded_at,
        (select v.recorded_at from purchases v where v.tenant_id = p.tenant_id and v.member_id = p.member_id
          and v.external_id = 'VOID-' || p.id limit 1) as undone_at,
        p.external_id as slip, p.total_yen, p.points_earned - p.points_spent as points, null as reason, p.staff_membership_id as staff_id
      from purchases p where p.tenant_id = ${ctx.tenant} and p.store_id = ${w.storeId} and ${at(sql`p.occurred_at`)}
        ${by(sql`p.staff_membership_id`)} and p.external_id not like 'VOID-%') x ${before} ${newest})
    union all
    (select * from (select case s.kind when 'sale' then 'sale' else 'return' end, s.id, null::uuid, s.occurred_at as done_at, s.recorded_at,
        (select v.recorded_at from anonymous_sales v where v.tenant_id = s.tenant_id and v.external_id = 'VOID-' || s.id),
        s.external_id, s.total_yen, null::bigint, null, s.staff_membership_id
      from anonymous_sales s where s.tenant_id = ${ctx.tenant} and s.store_id = ${w.storeId} and ${at(sql`s.occurred_at`)}
        ${by(sql`s.staff_membership_id`)} and s.external_id not like 'VOID-%') x ${before} ${newest})
    union all
    (select * from (select case j.kind when 'adjust' then 'adjust' else 'redeem' end, j.id, j.member_id, j.occurred_at as done_at, j.recorded_at,
        (select u.recorded_at from point_journals u where u.tenant_id = j.tenant_id and u.member_id = j.member_id
          and u.idempotency_key = 'undo:' || j.id),
        null, null::bigint, (select -sum(e.amount) from point_entries e where e.tenant_id = j.tenant_id
          and e.member_id = j.member_id and e.journal_id = j.id and e.account in ('adjusted', 'redeemed'))::bigint, j.reason, j.actor_id
      from point_journals j where j.tenant_id = ${ctx.tenant} and j.store_id = ${w.storeId} and ${at(sql`j.occurred_at`)}
        ${by(sql`j.actor_id`)} and (j.kind = 'adjust' or (j.kind = 'spend' and j.cause_id = j.id))
        and j.idempotency_key not like 'undo:%') x ${before} ${newest})
    union all
    (select * from (select 'card', a.member_id as id, a.member_id, a.at as done_at, a.at,
        (select m.withdrawn_at from members m where m.tenant_id = a.tenant_id and m.member_id = a.member_id),
        null, null::bigint, null::bigint, null, a.actor_id
      from audit_log a where a.tenant_id = ${ctx.tenant} and a.action = 'members.issue_card' and ${at(sql`a.at`)}
        and a.after ->> 'storeId' = ${w.storeId} ${by(sql`a.actor_id`)}) x ${before} ${newest})`;
}

type DoneSqlRow = Omit<DoneRow, "doneAt" | "undoneAt" | "undoRefusal"> & {
  doneAt: string;
  recordedAt: string;
  undoneAt: string | null;
};

/** What was done at a store on a business day, latest first, by pages. Throws forbidden `counter.role`, `counter.other_store`. */
export async function doneAt(ctx: Ctx, input: DoneInput): Promise<{ rows: DoneRow[]; cursor: string | null }> {
  const { cursor, limit, ...asked } = parseInput(doneInput, input);
  const w = await windowOf(ctx, asked);
  const [at, id] = cursor === undefined ? [] : readCursor(cursor, 2);
  if (cursor !== undefined && (Number.isNaN(Date.parse(at ?? "")) || !isUuid(id ?? "")))
    throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
  const before =
    cursor === undefined ? sql`` : sql`where (done_at, id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid)`;
  const { rows } = await read(ctx, (db) =>
    db.execute<DoneSqlRow>(sql`
      select d.kind, d.id, d.member_id as "memberId", m.member_no as "memberNo", m.family_name as "familyName",
        m.given_name as "givenName", m.family_kana as "familyKana", m.given_kana as "givenKana", d.done_at as "doneAt",
        d.recorded_at as "recordedAt", d.undone_at as "undoneAt", d.slip, d.total_yen as "totalYen", d.points, d.reason, a.name as "staffName"
      from (select * from (${sources(ctx, w, before, limit + 1)}) every order by done_at desc, id desc limit ${limit + 1}) d
      left join members m on m.tenant_id = ${ctx.tenant} and m.member_id = d.member_id
      left join staff_memberships s on s.tenant_id = ${ctx.tenant} and s.id = d.staff_id
      left join staff_accounts a on a.id = s.account_id
      order by d.done_at desc, d.id desc`),
  );
  const page = rows.slice(0, limit).map(({ recordedAt, ...row }) => {
    const done = { ...row, doneAt: new Date(row.doneAt), undoneAt: row.undoneAt ? new Date(row.undoneAt) : null };
    return { ...done, undoRefusal: undoRefusal({ ...done, recordedAt: new Date(recordedAt) }, ctx.now) };
  });
  const last = page.at(-1);
  return { rows: page, cursor: rows.length > limit && last ? cursorOf(iso(last.doneAt), last.id) : null };
}

/**
 * The receipt that the counter prints: a member's with its points and balance, one without a card with the code by which its points are had
 * afterwards. Throws not_found, forbidden.
 */
export async function counterReceipt(ctx: Ctx, input: ReceiptInput) {
  const { purchaseId, memberId } = parseInput(receiptInput, input);
  const { name, legalName, legalAddress, contactUrl } = await tenantOf(ctx);
  const shop = { name, legalName, legalAddress, contactUrl };
  if (memberId !== null) {
    const [sale, { memberNo }] = [await purchaseById(ctx, { memberId, purchaseId }), await memberById(ctx, memberId)];
    const { available } = await walletOf(ctx, memberId);
    const coupons = sale.kind === "sale" ? await receiptCouponsOf(ctx, { memberId, purchaseId }) : [];
    return {
      shop,
      sale,
      memberNo,
      available,
      claim: null,
      coupons: coupons.map((one) => ({ ...one, codeSvg: cardSvg(one.code, "qr") })),
    };
  }
  const sale = await anonymousSaleById(ctx, purchaseId);
  const { externalId: receiptNo, occurredAt, lines } = sale;
  const isLeft = sale.kind === "sale" && lines.some(({ quantity, returnedQuantity }) => quantity > returnedQuantity);
  const claim = isLeft ? await receiptClaim(ctx, { receiptNo, occurredAt }) : null;
  return {
    shop,
    sale,
    memberNo: null,
    available: null,
    coupons: [],
    claim: claim && { ...claim, codeSvg: cardSvg(claim.url, "qr") },
  };
}

export interface ShiftFigures {
  /** Sales that stand, and what was taken for them, points included. */
  sales: number;
  salesYen: number;
  memberSales: number;
  memberSalesYen: number;
  returns: number;
  returnsYen: number;
  voids: number;
  pointsEarned: number;
  pointsSpent: number;
  pointsGiven: number;
  pointsTaken: number;
  pointsRedeemed: number;
  cards: number;
}

export interface Shift extends ShiftFigures {
  day: string;
  byStaff: ({ staffName: string | null } & ShiftFigures)[];
}

/** The figures of a store's business day, together and by person; what was undone counts only among `voids`. Throws forbidden. */
export async function shiftOf(ctx: Ctx, input: ShiftInput): Promise<Shift> {
  const w = await windowOf(ctx, parseInput(shiftInput, input));
  const { rows } = await read(ctx, (db) =>
    db.execute<ShiftFigures & { staffName: string | null } & Record<string, unknown>>(sql`
      with done as materialized (${sources(ctx, w, sql``, null)}),
      standing as (select d.*, p.points_earned, p.points_spent from done d
        left join purchases p on p.tenant_id = ${ctx.tenant} and p.member_id = d.member_id and p.id = d.id)
      select a.name as "staffName",
        count(*) filter (where d.kind = 'sale' and undone_at is null) as sales,
        coalesce(sum(total_yen) filter (where d.kind = 'sale' and undone_at is null), 0)::bigint as "salesYen",
        count(*) filter (where d.kind = 'sale' and undone_at is null and member_id is not null) as "memberSales",
        coalesce(sum(total_yen) filter (where d.kind = 'sale' and undone_at is null and member_id is not null), 0)::bigint as "memberSalesYen",
        count(*) filter (where d.kind = 'return') as returns,
        coalesce(-sum(total_yen) filter (where d.kind = 'return'), 0)::bigint as "returnsYen",
        count(*) filter (where d.kind <> 'card' and undone_at is not null) as voids,
        coalesce(sum(points_earned) filter (where undone_at is null), 0)::bigint as "pointsEarned",
        coalesce(sum(points_spent) filter (where undone_at is null), 0)::bigint as "pointsSpent",
        coalesce(sum(points) filter (where d.kind = 'adjust' and points > 0 and undone_at is null), 0)::bigint as "pointsGiven",
        coalesce(-sum(points) filter (where d.kind = 'adjust' and points < 0 and undone_at is null), 0)::bigint as "pointsTaken",
        coalesce(-sum(points) filter (where d.kind = 'redeem' and undone_at is null), 0)::bigint as "pointsRedeemed",
        count(*) filter (where d.kind = 'card') as cards
      from standing d
      left join staff_memberships s on s.tenant_id = ${ctx.tenant} and s.id = d.staff_id
      left join staff_accounts a on a.id = s.account_id
      group by a.id, a.name order by "salesYen" desc, a.name`),
  );
  return { day: w.day, ...rows.reduce(added, nothing), byStaff: rows };
}

const nothing: ShiftFigures = {
  sales: 0,
  salesYen: 0,
  memberSales: 0,
  memberSalesYen: 0,
  returns: 0,
  returnsYen: 0,
  voids: 0,
  pointsEarned: 0,
  pointsSpent: 0,
  pointsGiven: 0,
  pointsTaken: 0,
  pointsRedeemed: 0,
  cards: 0,
};
const figureNames = Object.keys(nothing) as (keyof ShiftFigures)[];
const added = (sum: ShiftFigures, row: ShiftFigures): ShiftFigures =>
  Object.fromEntries(figureNames.map((name) => [name, sum[name] + row[name]])) as unknown as ShiftFigures;
