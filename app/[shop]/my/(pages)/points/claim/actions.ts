"use server";

import { getLocale, getTranslations } from "next-intl/server";
import { textOf } from "@/app/auth-outcome";
import { problemText } from "@/app/form-problem";
import type { ClaimState } from "@/components/my/claim-form";
import { makeFormats } from "@/components/format/formats";
import { memberCaller } from "../../member-gate";

/** Claims a receipt for the signed-in member and says what it brought, or why not; what was typed stays in the form. */
export async function claim(slug: string, _state: ClaimState, form: FormData): Promise<ClaimState> {
  const { api, shop } = await memberCaller(slug, "/points/claim");
  const words = await getTranslations();
  const digits = textOf(form, "total").normalize("NFKC").replace(/[^\d]/g, "");
  const code = textOf(form, "code");
  const receiptNo = textOf(form, "receiptNo").normalize("NFKC").trim();
  if (!receiptNo || (!code && !digits)) return { problem: words("watch.errors.receipt") };
  try {
    const given = await api.watch.claimMine({
      receiptNo,
      ...(digits ? { totalYen: Number(digits.slice(0, 12)) } : {}),
      ...(code ? { code } : {}),
    });
    const formats = makeFormats(await getLocale(), shop.timeZone);
    return {
      done: {
        title: words("watch.claim.done", {
          points: words("ui.points.long", { value: formats.number(given.pointsEarned) }),
        }),
        lead: words("watch.claim.doneLead", {
          date: formats.date(given.occurredAt),
          total: formats.yen(given.totalYen),
        }),
      },
    };
  } catch (error) {
    return { problem: await problemText(error instanceof Error ? (error.cause ?? error) : error) };
  }
}
