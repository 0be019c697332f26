import { members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canChangeMember } from "../access";
import { profileChange } from "../input";
import { isPersonalPhone } from "../rules/contact";
import { changedMeanwhile } from "./changed-meanwhile";
import { demandKey, lockMember, nextVersion, releaseKey, thisMember } from "./key-holder";
import { isProfileComplete, profileColumns } from "./profile-columns";

/**
 * Changes what a member says of themself. Throws `conflict` when somebody saved since the form was opened (`changed_meanwhile`:
 * who, when, which fields), or when the mobile number is another member's; `refused` after withdrawal.
 */
export async function updateProfile(ctx: Ctx, input: z.input<typeof profileChange>): Promise<{ version: number }> {
  const { memberId, version, changes } = parseInput(profileChange, input);
  demand(canChangeMember(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const before = await lockMember(t, memberId);
    if (before.withdrawnAt) throw new DomainError("refused", "members.withdrawn");
    if (before.version !== version) throw await changedMeanwhile(t, before, version);
    const columns = profileColumns(before, changes, t.now);
    if (columns.phoneNormalised !== before.phoneNormalised) {
      if (before.phoneNormalised) await releaseKey(t, memberId, "phone", before.phoneNormalised);
      if (columns.phoneNormalised && isPersonalPhone(columns.phoneNormalised))
        await demandKey(t, memberId, "phone", columns.phoneNormalised, "members.phone_taken");
    }
    const changed = (Object.keys(columns) as (keyof typeof columns)[]).filter((name) => columns[name] !== before[name]);
    if (changed.length === 0) return { version };
    // The audit names the fields, not their contents: what somebody was called or where they lived is not kept for ever.
    await audit(t, {
      action: "members.update_profile",
      subject: { kind: "member", id: memberId },
      memberId,
      after: { fields: changed, version: before.version + 1 },
    });
    const [row] = await t.tx
      .update(members)
      .set({ ...columns, updatedAt: t.now, version: nextVersion })
      .where(thisMember(t, memberId))
      .returning({ version: members.version });
    if (isProfileComplete(columns) && !isProfileComplete(before))
      await emit(t, "member.profile_completed", { memberId });
    return { version: row?.version ?? version + 1 };
  });
}
