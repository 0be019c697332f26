"use server";

import { getLocale, getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { textOf } from "@/app/auth-outcome";
import { makeFormats } from "@/components/format/formats";
import type { PrivacyState } from "@/components/my/privacy-form";
import { requestKinds } from "@/server/books/input";
import { memberCaller } from "../../member-gate";

/** Sends a request under the privacy law and says by when it is answered. */
export async function ask(slug: string, _state: PrivacyState, form: FormData): Promise<PrivacyState> {
  const { api, shop, base } = await memberCaller(slug, "/account/requests");
  const kind = requestKinds.find((one) => one === textOf(form, "kind")) ?? "disclosure";
  const { dueOn } = await api.books.request({ kind, details: textOf(form, "details").slice(0, 2_000) });
  revalidatePath(`${base}/account/requests`);
  const t = await getTranslations("books.mine");
  return { done: t("done", { date: makeFormats(await getLocale(), shop.timeZone).date(dueOn) }) };
}

/** Takes one's own request back while it waits; one that is over stays as it is. */
export async function takeBack(slug: string, requestId: string): Promise<void> {
  const { api, base } = await memberCaller(slug, "/account/requests");
  const mine = await api.books.myRequests();
  const isWaiting = mine.some((one) => one.requestId === requestId && ["open", "in_hand"].includes(one.state));
  if (isWaiting) await api.books.withdrawRequest({ requestId });
  revalidatePath(`${base}/account/requests`);
}
