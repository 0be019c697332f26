import { and, desc, eq } from "drizzle-orm";
import { consents, memberKeys, memberPasswords, members } from "@/db/schema/members";
import { auditRead } from "@/server/kernel/audit";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canSeeMember, canSeeMembers } from "../access";
import { cardScan } from "../input";
import { parseScan } from "../rules/member-number";
import { givePermit } from "../rules/permit";
import { isCodeFresh } from "../rules/rotating-code";

const card = {
  memberId: members.memberId,
  memberNo: members.memberNo,
  familyName: members.familyName,
  givenName: members.givenName,
  familyKana: members.familyKana,
  givenKana: members.givenKana,
  email: members.emailNormalised,
  emailVerifiedAt: members.emailVerifiedAt,
  phone: members.phoneNormalised,
  mailOptIn: members.mailOptIn,
  joinedAt: members.joinedAt,
  joinedStoreId: members.joinedStoreId,
  lastLoginAt: members.lastLoginAt,
  withdrawnAt: members.withdrawnAt,
  externalId: members.externalId,
};

const whole = {
  ...card,
  birthday: members.birthday,
  gender: members.gender,
  postalCode: members.postalCode,
  prefecture: members.prefecture,
  city: members.city,
  addressLine: members.addressLine,
  locale: members.locale,
  version: members.version,
};

/** Columns of a member as lists and tills show them. */
export const memberCardColumns = card;

/**
 * The member whose card was scanned or typed. Throws `invalid` with the reason when the text is no card of any kind (a wrong
 * check digit, an article), `not_found` when it is nobody's in this shop, `refused` for a card that was reported lost and for a code of the
 * phone that has changed since. `isProven`: it was that code, so the phone itself is here.
 */
export async function findByCard(ctx: Ctx, scannedText: string) {
  demand(canSeeMembers(ctx.actor));
  const scan = parseScan(parseInput(cardScan, { text: scannedText }).text);
  if (!scan.isCard) throw new DomainError("invalid", scan.reason);
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ ...card, stoppedAt: memberKeys.stoppedAt })
      .from(memberKeys)
      .innerJoin(members, and(eq(members.tenantId, memberKeys.tenantId), eq(members.memberId, memberKeys.memberId)))
      .where(and(eq(memberKeys.tenantId, ctx.tenant), eq(memberKeys.kind, "card"), eq(memberKeys.value, scan.value))),
  );
  if (!row) throw new DomainError("not_found", "members.card_unknown");
  const { stoppedAt, ...member } = row;
  // Of a member who has left, the counter should see that; of another one, that this card is not to be honoured.
  if (stoppedAt && !member.withdrawnAt) throw new DomainError("refused", "members.card_stopped");
  const isProven = scan.signature !== undefined;
  if (isProven && !isCodeFresh(ctx.tenant, scan.value, scan.signature ?? "", ctx.now))
    throw new DomainError("refused", "members.code_old");
  await auditRead(ctx, { memberId: member.memberId, what: "card" });
  /** With which points may be spent for the next minutes. */
  const permit = isProven ? givePermit(ctx.tenant, member.memberId, ctx.now) : null;
  return { ...member, isProven, permit };
}

/** One member with the whole profile; for staff who may see persons, and for the member. Throws `not_found`. */
export async function memberById(ctx: Ctx, memberId: string) {
  demand(canSeeMember(ctx.actor, memberId));
  const [row] = await read(ctx, (tx) =>
    tx
      .select(whole)
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), eq(members.memberId, memberId))),
  );
  if (!row) throw new DomainError("not_found", "members.member");
  await auditRead(ctx, { memberId, what: "profile" });
  return row;
}

/** Throws `not_found` unless the member is of this shop; tells nothing of them. For verbs that write beside a member. */
export async function demandMember(ctx: Ctx, memberId: string): Promise<void> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ memberId: members.memberId })
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), eq(members.memberId, memberId))),
  );
  if (rows.length === 0) throw new DomainError("not_found", "members.member");
}

/** Every yes and no of a member, newest first. Throws `not_found`. */
export async function consentsOf(ctx: Ctx, memberId: string) {
  await memberById(ctx, memberId);
  return read(ctx, (tx) =>
    tx
      .select({
        channel: consents.channel,
        isGranted: consents.isGranted,
        at: consents.at,
        source: consents.source,
        textVersion: consents.textVersion,
        actorKind: consents.actorKind,
      })
      .from(consents)
      .where(and(eq(consents.tenantId, ctx.tenant), eq(consents.memberId, memberId)))
      .orderBy(desc(consents.at), desc(consents.id)),
  );
}

/** Whether the member has set a password; for their own settings page. */
export async function hasPassword(ctx: Ctx, memberId: string): Promise<boolean> {
  demand(canSeeMember(ctx.actor, memberId));
  const rows = await read(ctx, (tx) =>
    tx
      .select({ memberId: memberPasswords.memberId })
      .from(memberPasswords)
      .where(and(eq(memberPasswords.tenantId, ctx.tenant), eq(memberPasswords.memberId, memberId))),
  );
  return rows.length > 0;
}
