"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { refusalOf } from "@/app/repair-outcome";
import type { EnterState } from "@/components/coupons/enter-code";
import { callerFor } from "@/server/trpc/caller";

/** Takes a coupon by the code that was typed; the list shows it afterwards. */
export async function enterCode(slug: string, _before: EnterState, form: FormData): Promise<EnterState> {
  const { api } = await callerFor(slug);
  const code = form.get("code");
  const typed = typeof code === "string" ? code : "";
  const outcome = await refusalOf(() => api.coupons.takeByCode({ code: typed }));
  if (!outcome.ok) return { problem: outcome.problem ?? Object.values(outcome.fields)[0] ?? "", typed };
  redirect(`/${slug}/my/coupons?taken=${outcome.isRepeat ? "before" : "now"}`);
}

/** Takes the coupon of a poster. Gives the sentence of a refusal. */
export async function takeFromPoster(slug: string, token: string): Promise<string | null> {
  const { api } = await callerFor(slug);
  const outcome = await refusalOf(() => api.coupons.takeByLink({ token }));
  if (!outcome.ok) return outcome.problem;
  redirect(`/${slug}/my/coupons/${outcome.heldId}`);
}

/** Uses a coupon up before the staff. Gives the sentence of a refusal. */
export async function tearMine(slug: string, heldId: string): Promise<string | null> {
  const { api } = await callerFor(slug);
  const outcome = await refusalOf(() => api.coupons.tear({ heldId }));
  revalidatePath(`/${slug}/my/coupons/${heldId}`);
  return outcome.ok ? null : outcome.problem;
}

/** Puts it together again. */
export async function undoMine(slug: string, heldId: string): Promise<string | null> {
  const { api } = await callerFor(slug);
  const outcome = await refusalOf(async () => {
    await api.coupons.undoTear({ heldId });
    return {};
  });
  revalidatePath(`/${slug}/my/coupons/${heldId}`);
  return outcome.ok ? null : outcome.problem;
}
