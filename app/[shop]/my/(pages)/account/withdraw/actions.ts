"use server";

import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { problemOf, textOf } from "@/app/auth-outcome";
import { proofNeeded } from "@/app/[shop]/my/(auth)/proof";
import type { WithdrawState } from "@/components/my/withdraw-form";
import { signOutMember } from "@/server/members/auth/session";
import { memberCaller } from "../../member-gate";

/** Ends the acting member's membership once the word has been typed and they have shown who they are, and says goodbye. */
export async function withdraw(slug: string, _state: WithdrawState, form: FormData): Promise<WithdrawState> {
  const { api, shop, base } = await memberCaller(slug, "/account/withdraw");
  const [t, problems] = [await getTranslations("account.withdraw"), await getTranslations("auth.problems")];
  const word = t("word");
  if (textOf(form, "typed").normalize("NFKC").trim().toUpperCase() !== word.toUpperCase())
    return { mismatch: t("mismatch", { word }) };
  try {
    const presentPassword = textOf(form, "presentPassword");
    const reason = textOf(form, "reason").slice(0, 200);
    await api.memberDesk.withdrawMe({ reason, ...(presentPassword ? { presentPassword } : {}) });
  } catch (error) {
    const { problem, waitMinutes } = problemOf(error instanceof Error && error.cause ? error.cause : error);
    if (!problem || problem === "unexpected") return { problem: t("failed") };
    // The quarter of an hour may have passed while the page was open: the form asks from now on.
    const proof = await proofNeeded(slug, await api.members.me());
    return { problem: problems(problem, { minutes: waitMinutes ?? 1 }), proof };
  }
  await signOutMember(shop.id);
  redirect(`${base}/goodbye`);
}
