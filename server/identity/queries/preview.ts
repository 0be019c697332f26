import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { members } from "@/db/schema/members";
import { auditRead } from "@/server/kernel/audit";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { differs, profileGroupNames, usualChoice } from "@/server/members/rules/profile-groups";
import { walletOf } from "@/server/points/queries";
import { demand } from "@/server/tenancy/access";
import { canMerge } from "../access";
import { pairInput } from "../input";
import { undoDays } from "./merges";

async function sideOf(ctx: Ctx, memberId: string) {
  const [row] = await read(ctx, (tx) =>
    tx
      .select()
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), eq(members.memberId, memberId))),
  );
  if (!row) throw new DomainError("not_found", "members.member");
  await auditRead(ctx, { memberId, what: "profile" });
  const { rows } = await read(ctx, (tx) =>
    tx.execute<Record<"purchases" | "warranties" | "repairs" | "coupons" | "notes" | "tags" | "cards", number>>(sql`
      select (select count(*) from purchases where tenant_id = ${ctx.tenant} and member_id = ${memberId})::int as purchases,
        (select count(*) from warranties where tenant_id = ${ctx.tenant} and member_id = ${memberId})::int as warranties,
        (select count(*) from repair_requests where tenant_id = ${ctx.tenant} and member_id = ${memberId})::int as repairs,
        (select count(*) from held_coupons where tenant_id = ${ctx.tenant} and member_id = ${memberId}
          and uses < most_uses and withdrawn_at is null and valid_until > ${ctx.now.toISOString()}::timestamptz)::int as coupons,
        (select count(*) from member_notes where tenant_id = ${ctx.tenant} and member_id = ${memberId} and deleted_at is null)::int as notes,
        (select count(*) from member_tag_links where tenant_id = ${ctx.tenant} and member_id = ${memberId})::int as tags,
        (select count(*) from member_keys where tenant_id = ${ctx.tenant} and member_id = ${memberId} and kind = 'card')::int as cards`),
  );
  const wallet = await walletOf(ctx, memberId);
  const points = wallet.available + wallet.pending;
  return { row, counts: { points, ...rows[0] }, net: points - wallet.debt, debt: wallet.debt };
}

const shown = (row: typeof members.$inferSelect) => ({
  memberId: row.memberId,
  memberNo: row.memberNo,
  version: row.version,
  familyName: row.familyName,
  givenName: row.givenName,
  familyKana: row.familyKana,
  givenKana: row.givenKana,
  email: row.emailNormalised,
  isEmailProven: row.emailVerifiedAt !== null,
  phone: row.phoneNormalised,
  birthday: row.birthday,
  gender: row.gender,
  postalCode: row.postalCode,
  prefecture: row.prefecture,
  city: row.city,
  addressLine: row.addressLine,
  externalId: row.externalId,
  mailOptIn: row.mailOptIn,
  joinedAt: row.joinedAt,
  lastLoginAt: row.lastLoginAt,
  isClosed: row.withdrawnAt !== null,
});

/**
 * What a merge would do: both records, which part of the profile is usually taken from which, where somebody has to choose, and what
 * moves. Nothing is written. Throws `not_found`, `forbidden`.
 */
export async function mergePreview(ctx: Ctx, input: z.input<typeof pairInput>) {
  demand(canMerge(ctx.actor));
  const { fromMemberId, toMemberId } = parseInput(pairInput, input);
  const from = await sideOf(ctx, fromMemberId);
  const to = await sideOf(ctx, toMemberId);
  return {
    from: { ...shown(from.row), counts: from.counts },
    to: { ...shown(to.row), counts: to.counts },
    usual: usualChoice(from.row, to.row),
    differing: profileGroupNames.filter((group) => differs(from.row, to.row, group)),
    /** What of points, pending ones included, is left once debts of both are settled. */
    pointsAfter: to.net + from.net,
    debt: from.debt,
    /** A no of the record that closes ends the consent of the one that stays. */
    endsConsent: to.row.mailOptIn && !from.row.mailOptIn && (await hasSaidNo(ctx, fromMemberId)),
    undoDays: await undoDays(ctx),
  };
}

async function hasSaidNo(ctx: Ctx, memberId: string): Promise<boolean> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ is_granted: boolean }>(sql`select is_granted from consents where tenant_id = ${ctx.tenant}
      and member_id = ${memberId} and channel = 'mail' order by at desc, id desc limit 1`),
  );
  return rows[0]?.is_granted === false;
}
