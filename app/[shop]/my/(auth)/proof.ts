import "server-only";
import { getTranslations } from "next-intl/server";
import type { ProofNeeded, ProofWords } from "@/components/auth/proof-fields";
import { memberSessionId } from "@/server/members/auth/session";
import { isFreshSignIn } from "@/server/members/service/demand-proof";
import { actingAt } from "./acting";

/** What a signed-in member must show before they change how they sign in. */
export async function proofNeeded(
  slug: string,
  me: { memberId: string; emailVerifiedAt: Date | null; hasPassword: boolean },
): Promise<ProofNeeded> {
  const ctx = await actingAt(slug);
  // Before there is a proven address there is nothing to prove by, and nothing to lose.
  if (!me.emailVerifiedAt || (await isFreshSignIn(ctx, me.memberId, await memberSessionId(ctx.tenant)))) return "none";
  return me.hasPassword ? "password" : "link";
}

export async function proofWords(): Promise<ProofWords> {
  const t = await getTranslations("account.proof");
  return {
    present: t("present"),
    presentHint: t("presentHint"),
    linkLead: t("linkLead"),
    linkSubmit: t("linkSubmit"),
    linkSent: t.raw("linkSent") as string,
    forgotten: t("forgotten"),
  };
}
