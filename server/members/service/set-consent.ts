import { and, desc, eq } from "drizzle-orm";
import { consents, members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canSetConsent } from "../access";
import { consentInput } from "../input";
import { clientOf } from "../rules/client-of";
import { lockMember, nextVersion, thisMember } from "./key-holder";

/**
 * Writes down a yes or a no to being written to: a row with when, how and which wording (特定電子メール法 art. 3 asks for the
 * record), and the flag that selections read, in one transaction. Saying the same again adds nothing.
 */
export async function setConsent(
  ctx: Ctx,
  input: z.input<typeof consentInput>,
): Promise<{ isChanged: boolean; consentId: string | null }> {
  const { memberId, channel, isGranted, source, textVersion } = parseInput(consentInput, input);
  if (ctx.actor.kind !== "system") demand(canSetConsent(ctx.actor, memberId, isGranted));
  return inTransaction(ctx, async (t) => {
    const member = await lockMember(t, memberId);
    if (member.withdrawnAt && isGranted) throw new DomainError("refused", "members.withdrawn");
    const [newest] = await t.tx
      .select({ isGranted: consents.isGranted })
      .from(consents)
      .where(and(eq(consents.tenantId, t.tenant), eq(consents.memberId, memberId), eq(consents.channel, channel)))
      .orderBy(desc(consents.at), desc(consents.id))
      .limit(1);
    const isFlagRight = channel !== "mail" || member.mailOptIn === isGranted;
    if (newest?.isGranted === isGranted && isFlagRight) return { isChanged: false, consentId: null };
    await audit(t, {
      action: "members.set_consent",
      subject: { kind: "member", id: memberId },
      memberId,
      after: { channel, isGranted, source, ...(channel === "mail" ? { version: member.version + 1 } : {}) },
    });
    await emit(t, isGranted ? "consent.granted" : "consent.withdrawn", { memberId, channel });
    const said = clientOf(t);
    const consentId = newId();
    await t.tx.insert(consents).values({
      tenantId: t.tenant,
      memberId,
      id: consentId,
      channel,
      isGranted,
      at: t.now,
      source,
      textVersion,
      actorKind: t.actor.kind,
      actorId: actorId(t.actor),
      ip: said.ip,
      userAgent: said.userAgent,
    });
    if (channel === "mail") {
      await t.tx
        .update(members)
        .set({ mailOptIn: isGranted, updatedAt: t.now, version: nextVersion })
        .where(thisMember(t, memberId));
    }
    return { isChanged: true, consentId };
  });
}
