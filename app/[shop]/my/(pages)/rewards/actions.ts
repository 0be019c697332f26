"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { refusalOf } from "@/app/repair-outcome";
import { callerFor } from "@/server/trpc/caller";

/** Exchanges points as the member who is signed in. Gives the sentence of a refusal. */
export async function exchange(slug: string, rewardId: string, key: string, form: FormData): Promise<string | null> {
  const { api } = await callerFor(slug);
  const storeId = form.get("storeId");
  const outcome = await refusalOf(() =>
    api.rewards.exchange({ rewardId, key, storeId: typeof storeId === "string" && storeId !== "" ? storeId : null }),
  );
  if (!outcome.ok) return outcome.problem ?? Object.values(outcome.fields)[0] ?? null;
  revalidatePath(`/${slug}/my`, "layout");
  redirect(`/${slug}/my/rewards?done=${outcome.orderNo}`);
}

/** Calls an exchange off. */
export async function cancelMine(slug: string, orderId: string, version: number): Promise<string | null> {
  const { api } = await callerFor(slug);
  const outcome = await refusalOf(() => api.rewards.cancelMine({ orderId, version }));
  revalidatePath(`/${slug}/my`, "layout");
  return outcome.ok ? null : outcome.problem;
}
