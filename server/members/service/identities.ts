import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { memberKeys, members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canChangeMember, canReplaceProvenEmail, canSeeMembers } from "../access";
import { addIdentityInput, reissueInput, removeIdentityInput } from "../input";
import { parseScan } from "../rules/member-number";
import { drawMemberNumber } from "./draw-number";
import { demandKey, lockMember, nextVersion, releaseKey, thisMember } from "./key-holder";
import { moveToEmail } from "./set-email";

const auditIdentity = (
  t: TxCtx,
  action: "add_identity" | "remove_identity" | "reissue_card",
  memberId: string,
  after: Record<string, unknown>,
) => audit(t, { action: `members.${action}`, subject: { kind: "member", id: memberId }, memberId, after });

const thisKey = (t: TxCtx, kind: string, value: string) =>
  and(eq(memberKeys.tenantId, t.tenant), eq(memberKeys.kind, kind), eq(memberKeys.value, value));

/** The card number in what was typed or scanned. Throws `invalid` with the reason. */
function cardIn(text: string): string {
  const scan = parseScan(text);
  if (!scan.isCard) throw new DomainError("invalid", scan.reason, { field: "value" });
  return scan.value;
}

/** "Online: 10293" is "online:10293": the system in small letters, the id as it was written. */
function systemIdIn(text: string): string {
  const [, system = "", id = ""] = /^([^:]{1,30}):(.{1,64})$/su.exec(text.normalize("NFKC")) ?? [];
  if (system.trim() === "" || id.trim() === "")
    throw new DomainError("invalid", "members.system_id", { field: "value" });
  return `${system.trim().toLowerCase()}:${id.trim()}`;
}

/**
 * Gives a member another name to be found by: a further card (of an earlier program), an id in another system (the online store), or the
 * retailer's own number, which replaces the one before. Throws `conflict` when it is another member's (`card_taken`, `external_id_taken`),
 * `invalid` for what is no card and for an id without its system, `refused` after withdrawal and for a card that was stopped.
 */
export async function addIdentity(ctx: Ctx, input: z.input<typeof addIdentityInput>): Promise<{ value: string }> {
  demand(canSeeMembers(ctx.actor));
  const { memberId, kind, value: text } = parseInput(addIdentityInput, input);
  demand(canChangeMember(ctx.actor, memberId));
  const value = kind === "card" ? cardIn(text) : kind === "system" ? systemIdIn(text) : text;
  return inTransaction(ctx, async (t) => {
    const member = await lockMember(t, memberId);
    if (member.withdrawnAt) throw new DomainError("refused", "members.withdrawn");
    await demandKey(t, memberId, kind, value, kind === "card" ? "members.card_taken" : "members.external_id_taken");
    const [key] = await t.tx
      .select()
      .from(memberKeys)
      .where(thisKey(t, kind, value));
    if (key?.stoppedAt) throw new DomainError("refused", "members.card_stopped");
    await auditIdentity(t, "add_identity", memberId, {
      kind,
      ...(kind === "external" ? { fields: ["externalId"], version: member.version + 1 } : {}),
    });
    if (kind === "external" && member.externalId !== value) {
      if (member.externalId) await releaseKey(t, memberId, "external", member.externalId);
      await t.tx
        .update(members)
        .set({ externalId: value, updatedAt: t.now, version: nextVersion })
        .where(thisMember(t, memberId));
    }
    return { value };
  });
}

/**
 * Takes a name away from a member. The number on the card cannot be taken (issue another one: `reissueCard`), a proven address
 * only by an owner. Throws `not_found` when it is not theirs, `refused` `members.card_in_use`, `forbidden`.
 */
export async function removeIdentity(ctx: Ctx, input: z.input<typeof removeIdentityInput>): Promise<void> {
  demand(canSeeMembers(ctx.actor));
  const { memberId, kind, value } = parseInput(removeIdentityInput, input);
  demand(canChangeMember(ctx.actor, memberId));
  await inTransaction(ctx, async (t) => {
    const member = await lockMember(t, memberId);
    if (kind === "email") return removeEmail(t, member, value);
    if (kind === "phone") return removePhone(t, member, value);
    if (kind === "card" && member.memberNo === value) throw new DomainError("refused", "members.card_in_use");
    const gone = await t.tx
      .delete(memberKeys)
      .where(and(thisKey(t, kind, value), eq(memberKeys.memberId, memberId)))
      .returning({ value: memberKeys.value });
    if (gone.length === 0) throw new DomainError("not_found", "members.identity");
    await auditIdentity(t, "remove_identity", memberId, {
      kind,
      ...(kind === "external" ? { fields: ["externalId"], version: member.version + 1 } : {}),
    });
    if (kind === "external")
      await t.tx
        .update(members)
        .set({ externalId: null, updatedAt: t.now, version: nextVersion })
        .where(thisMember(t, memberId));
  });
}

type MemberRow = Awaited<ReturnType<typeof lockMember>>;

async function removeEmail(t: TxCtx, member: MemberRow, value: string): Promise<void> {
  if (member.emailNormalised !== value) throw new DomainError("not_found", "members.identity");
  if (member.emailVerifiedAt) demand(canReplaceProvenEmail(t.actor));
  await moveToEmail(t, member.memberId, null, false);
}

async function removePhone(t: TxCtx, member: MemberRow, value: string): Promise<void> {
  if (member.phoneNormalised !== value) throw new DomainError("not_found", "members.identity");
  await auditIdentity(t, "remove_identity", member.memberId, {
    kind: "phone",
    fields: ["phoneNormalised"],
    version: member.version + 1,
  });
  await releaseKey(t, member.memberId, "phone", value);
  await t.tx
    .update(members)
    .set({ phoneNormalised: null, updatedAt: t.now, version: nextVersion })
    .where(thisMember(t, member.memberId));
}

/**
 * Gives a member a new card number (a lost card). The old number stops (a reader says so, and nobody else ever gets it) or keeps
 * naming the member, as the counter chose. Throws `not_found`, `refused` after withdrawal.
 */
export async function reissueCard(ctx: Ctx, input: z.input<typeof reissueInput>): Promise<{ memberNo: string }> {
  demand(canSeeMembers(ctx.actor));
  const { memberId, oldCard } = parseInput(reissueInput, input);
  demand(canChangeMember(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const member = await lockMember(t, memberId);
    if (member.withdrawnAt) throw new DomainError("refused", "members.withdrawn");
    const memberNo = await drawMemberNumber(t, memberId);
    await auditIdentity(t, "reissue_card", memberId, {
      oldCard,
      from: member.memberNo,
      to: memberNo,
      fields: ["memberNo"],
      version: member.version + 1,
    });
    if (oldCard === "stops")
      await t.tx
        .update(memberKeys)
        .set({ stoppedAt: t.now })
        .where(thisKey(t, "card", member.memberNo));
    await t.tx.update(members).set({ memberNo, updatedAt: t.now, version: nextVersion }).where(thisMember(t, memberId));
    return { memberNo };
  });
}
