import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { searchMembers } from "@/server/members/queries/search-members";
import { demand } from "@/server/tenancy/access";
import { canHandleCoupons } from "../access";
import { heldList, type holderFilter, type HolderState } from "../input";
import { looksLikeCoupon, readCode } from "../rules/code";

export interface Holder {
  heldId: string;
  memberId: string;
  familyName: string | null;
  givenName: string | null;
  memberNo: string;
  code: string;
  source: string;
  state: HolderState;
  issuedAt: Date;
  shownAt: Date | null;
  uses: number;
  mostUses: number;
  validUntil: Date;
  withdrawnAt: Date | null;
  /** The last use, given back or not. */
  usedAt: Date | null;
  usedIn: string | null;
  discountYen: number | null;
  returnedAt: Date | null;
}

type Row = Record<string, unknown> &
  Record<"held_id" | "member_id" | "member_no" | "code" | "source" | "issued_at" | "valid_until" | "state", string> &
  Record<
    "family_name" | "given_name" | "shown_at" | "withdrawn_at" | "used_at" | "used_in" | "returned_at",
    string | null
  > & { uses: number; most_uses: number; discount_yen: number | null };

/** A member holds at most so many of those found by a word: more names are a sign to type more. */
const mostPeople = 50;

const stateIs = (at: string): Record<HolderState, SQL> => ({
  withdrawn: sql`h.withdrawn_at is not null`,
  used: sql`h.uses > 0 and h.withdrawn_at is null`,
  usable: sql`h.uses < h.most_uses and h.withdrawn_at is null and h.valid_until > ${at}::timestamptz`,
  over: sql`h.uses = 0 and h.withdrawn_at is null and h.valid_until <= ${at}::timestamptz`,
});

/** Whom a word means: the holder of that very code, or members whom it names. Null: everybody. */
async function peopleOf(ctx: Ctx, q: string): Promise<string[] | null> {
  if (q === "") return null;
  if (!looksLikeCoupon(q))
    return (await searchMembers(ctx, { q, limit: mostPeople })).members.map(({ memberId }) => memberId);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ member_id: string | null }>(
      sql`select member_id from coupon_codes where tenant_id = ${ctx.tenant} and code = ${readCode(q) ?? ""}`,
    ),
  );
  return rows.flatMap(({ member_id: id }) => id ?? []);
}

/** The coupons to look at: all of this one, by its own index, or member by member. */
const among = (ctx: Ctx, couponId: string, people: readonly string[] | null) =>
  people === null
    ? sql`(select * from held_coupons where tenant_id = ${ctx.tenant} and coupon_id = ${couponId})`
    : sql`(select o.* from unnest(${sql.param([...people])}::uuid[]) p(member_id), lateral (
        select * from held_coupons where tenant_id = ${ctx.tenant} and member_id = p.member_id and coupon_id = ${couponId} offset 0) o)`;

/** One page of holders, the latest first; what a row was used for is looked up by its own keys. */
export async function holderPage(
  ctx: Ctx,
  { couponId, q, state }: z.output<typeof holderFilter>,
  after: { at: string; id: string } | null,
  limit: number,
): Promise<Holder[]> {
  const at = ctx.now.toISOString();
  const people = await peopleOf(ctx, q);
  if (people?.length === 0) return [];
  const conditions = [
    sql`true`,
    ...(state ? [stateIs(at)[state]] : []),
    ...(after ? [sql`(h.issued_at, h.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ];
  const { rows } = await read(ctx, (tx) =>
    tx.execute<Row>(sql`
      select h.id as held_id, h.member_id, m.family_name, m.given_name, m.member_no, h.code, h.source, h.issued_at, h.shown_at, h.uses,
        h.most_uses, h.valid_until, h.withdrawn_at, u.used_at, s.name as used_in, u.discount_yen, u.returned_at,
        case when h.withdrawn_at is not null then 'withdrawn' when h.uses > 0 and h.uses >= h.most_uses then 'used'
          when h.valid_until <= ${at}::timestamptz then 'over' else 'usable' end as state
      from (select * from ${among(ctx, couponId, people)} h where ${sql.join(conditions, sql` and `)}
        order by h.issued_at desc nulls first, h.id desc nulls first limit ${limit}) h
      join members m on m.tenant_id = h.tenant_id and m.member_id = h.member_id
      left join lateral (select used_at, store_id, discount_yen, returned_at from coupon_uses u
        where u.tenant_id = h.tenant_id and u.member_id = h.member_id and u.coupon_id = h.coupon_id and u.held_id = h.id
        order by u.used_at desc limit 1) u on true
      left join stores s on s.tenant_id = h.tenant_id and s.id = u.store_id
      order by h.issued_at desc, h.id desc`),
  );
  const dateOf = (text: string | null) => (text === null ? null : new Date(text));
  return rows.map((row) => ({
    heldId: row.held_id,
    memberId: row.member_id,
    familyName: row.family_name,
    givenName: row.given_name,
    memberNo: row.member_no,
    code: row.code,
    source: row.source,
    state: row.state as HolderState,
    issuedAt: new Date(row.issued_at),
    shownAt: dateOf(row.shown_at),
    uses: row.uses,
    mostUses: row.most_uses,
    validUntil: new Date(row.valid_until),
    withdrawnAt: dateOf(row.withdrawn_at),
    usedAt: dateOf(row.used_at),
    usedIn: row.used_in,
    discountYen: row.discount_yen,
    returnedAt: dateOf(row.returned_at),
  }));
}

/** Who holds a coupon, the latest first. Throws `invalid` for a cursor that is not ours, forbidden. */
export async function holdersOf(ctx: Ctx, input: z.input<typeof heldList>) {
  demand(canHandleCoupons(ctx.actor));
  const { cursor, limit, ...filter } = parseInput(heldList, input);
  const [at = "", id = ""] = cursor === undefined ? [] : readCursor(cursor, 2);
  if (cursor !== undefined && (Number.isNaN(Date.parse(at)) || !isUuid(id)))
    throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
  const rows = await holderPage(ctx, filter, cursor === undefined ? null : { at, id }, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    cursor: rows.length > limit && last ? cursorOf(last.issuedAt.toISOString(), last.heldId) : null,
  };
}
