import { and, eq } from "drizzle-orm";
import { mailPreferences } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { z } from "zod";
import { canChangeMember } from "../access";
import { lockMember } from "./key-holder";

/** Mails about one's own doings that one may do without. */
const serviceMailKinds = ["receipt"] as const;
const mailPreferenceInput = z.object({
  memberId: z.uuid(),
  kind: z.enum(serviceMailKinds),
  isWanted: z.boolean(),
});

/** Sets whether a member wants a kind of service mail. Saying the same again changes nothing; throws `refused` after withdrawal. */
export async function setMailPreference(ctx: Ctx, input: z.input<typeof mailPreferenceInput>): Promise<void> {
  const { memberId, kind, isWanted } = parseInput(mailPreferenceInput, input);
  demand(canChangeMember(ctx.actor, memberId));
  await inTransaction(ctx, async (t) => {
    const member = await lockMember(t, memberId);
    if (member.withdrawnAt) throw new DomainError("refused", "members.withdrawn");
    if ((await wantsServiceMail(t, memberId, kind)) === isWanted) return;
    await audit(t, {
      action: "members.set_mail_preference",
      subject: { kind: "member", id: memberId },
      memberId,
      after: { kind, isWanted },
    });
    await t.tx
      .insert(mailPreferences)
      .values({ tenantId: t.tenant, memberId, kind, isWanted, changedAt: t.now })
      .onConflictDoUpdate({
        target: [mailPreferences.tenantId, mailPreferences.memberId, mailPreferences.kind],
        set: { isWanted, changedAt: t.now },
      });
  });
}

/** Whether a member wants a kind of service mail: yes until they say no. */
export async function wantsServiceMail(
  ctx: Ctx,
  memberId: string,
  kind: (typeof serviceMailKinds)[number],
): Promise<boolean> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ isWanted: mailPreferences.isWanted })
      .from(mailPreferences)
      .where(
        and(
          eq(mailPreferences.tenantId, ctx.tenant),
          eq(mailPreferences.memberId, memberId),
          eq(mailPreferences.kind, kind),
        ),
      ),
  );
  return row?.isWanted ?? true;
}
