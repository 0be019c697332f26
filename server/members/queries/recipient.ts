import { and, eq, isNull } from "drizzle-orm";
import { memberKeys, members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { memberByFriendCode } from "./friend-code";

/** What may be shown of somebody to another member: enough to see that it is the right person, not enough to learn who it is. */
export interface MaskedMember {
  memberId: string;
  /** The first letter of the family name; null where there is none. */
  initial: string | null;
  /** The last four digits of the card. */
  lastDigits: string;
}

/**
 * A member by what another one knows of them: the code for friends, the number on the card, or what a camera reads of either (the address
 * of an invitation). Null for anything else. For verbs that have counted the try.
 */
export async function recipientBy(ctx: Ctx, typed: string): Promise<MaskedMember | null> {
  const code = /\/my\/invited\/([^/?#]+)/.exec(typed)?.[1] ?? typed;
  const byCode = await memberByFriendCode(ctx, code);
  if (byCode) return masked(ctx, byCode.memberId);
  const number = typed.normalize("NFKC").replaceAll(/[\s\-\u2010-\u2015\u30fc\u2212]/g, "");
  if (!/^\d{8,20}$/.test(number)) return null;
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ memberId: memberKeys.memberId })
      .from(memberKeys)
      .where(
        and(
          eq(memberKeys.tenantId, ctx.tenant),
          eq(memberKeys.kind, "card"),
          eq(memberKeys.value, number),
          isNull(memberKeys.stoppedAt),
        ),
      ),
  );
  return row ? masked(ctx, row.memberId) : null;
}

/** How a member is shown to another one; null once they have left. */
export async function masked(ctx: Ctx, memberId: string): Promise<MaskedMember | null> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ familyName: members.familyName, memberNo: members.memberNo })
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), eq(members.memberId, memberId), isNull(members.withdrawnAt))),
  );
  if (!row) return null;
  const [initial = null] = new Intl.Segmenter("ja", { granularity: "grapheme" }).segment(row.familyName ?? "");
  return { memberId, initial: initial === null ? null : initial.segment, lastDigits: row.memberNo.slice(-4) };
}
