"use server";

import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { textOf } from "@/app/auth-outcome";
import type { WithdrawState } from "@/components/my/withdraw-form";
import { log } from "@/server/kernel/log";
import { signOutMember } from "@/server/members/auth/session";
import { memberCaller } from "../../member-gate";

/** Ends the acting member's membership once the word has been typed, and says goodbye. */
export async function withdraw(slug: string, _state: WithdrawState, form: FormData): Promise<WithdrawState> {
  const { api, shop, base } = await memberCaller(slug, "/account/withdraw");
  const t = await getTranslations("account.withdraw");
  const word = t("word");
  if (textOf(form, "typed").normalize("NFKC").trim().toUpperCase() !== word.toUpperCase())
    return { mismatch: t("mismatch", { word }) };
  try {
    await api.memberDesk.withdrawMe({ reason: textOf(form, "reason").slice(0, 200) });
  } catch (error) {
    log.error({ err: error }, "withdrawal failed");
    return { problem: t("failed") };
  }
  await signOutMember(shop.id);
  redirect(`${base}/goodbye`);
}
