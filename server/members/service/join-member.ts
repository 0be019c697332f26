import { consents, members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import type { z } from "zod";
import { canIssueCard } from "../access";
import { joinInput } from "../input";
import { clientOf } from "../rules/client-of";
import { isPersonalPhone } from "../rules/contact";
import { drawMemberNumber } from "./draw-number";
import { demandKey } from "./key-holder";
import { isProfileComplete, profileColumns } from "./profile-columns";

/**
 * Takes a person into the program with what they gave. An address given at the counter counts as unproven until its owner has
 * opened a link. Throws `conflict` when address, mobile number or external id are another member's.
 */
export async function joinMember(
  ctx: Ctx,
  input: z.input<typeof joinInput>,
): Promise<{ memberId: string; memberNo: string }> {
  demand(canIssueCard(ctx.actor));
  const { email, externalId, storeId, mailConsent, ...given } = parseInput(joinInput, input);
  const columns = profileColumns(null, given, ctx.now);
  return inTransaction(ctx, async (t) => {
    if (storeId !== null && !(await storesOf(t)).some((store) => store.id === storeId))
      throw new DomainError("not_found", "tenancy.store");
    const memberId = newId();
    await audit(t, { action: "members.join", subject: { kind: "member", id: memberId }, memberId, after: { storeId } });
    await emit(t, "member.joined", { memberId, storeId });
    if (isProfileComplete(columns)) await emit(t, "member.profile_completed", { memberId });
    const memberNo = await drawMemberNumber(t, memberId);
    if (email) await demandKey(t, memberId, "email", email, "members.email_taken");
    if (externalId) await demandKey(t, memberId, "external", externalId, "members.external_id_taken");
    if (columns.phoneNormalised && isPersonalPhone(columns.phoneNormalised))
      await demandKey(t, memberId, "phone", columns.phoneNormalised, "members.phone_taken");
    await t.tx.insert(members).values({
      ...columns,
      tenantId: t.tenant,
      memberId,
      memberNo,
      externalId: externalId ?? null,
      emailNormalised: email ?? null,
      mailOptIn: mailConsent,
      joinedAt: t.now,
      joinedStoreId: storeId,
      updatedAt: t.now,
    });
    if (mailConsent) {
      const said = clientOf(t);
      await t.tx.insert(consents).values({
        tenantId: t.tenant,
        memberId,
        id: newId(),
        channel: "mail",
        isGranted: true,
        at: t.now,
        source: "joining",
        textVersion: "1",
        actorKind: t.actor.kind,
        actorId: actorId(t.actor),
        ip: said.ip,
        userAgent: said.userAgent,
      });
    }
    return { memberId, memberNo };
  });
}
