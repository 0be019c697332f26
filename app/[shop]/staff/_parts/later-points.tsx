"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { SvgCode } from "@/components/staff/svg-code";

/** For a customer without the card: the code of this sale, to be read from the screen as well as from the printed receipt. */
export function LaterPoints({ purchaseId }: { purchaseId: string }) {
  const t = useTranslations("counter.receipt");
  const formats = useFormats();
  const { data } = useQuery(useTRPC().counter.receipt.queryOptions({ purchaseId, memberId: null }, { retry: false }));
  if (!data?.claim) return null;
  return (
    <section className="grid justify-items-center gap-2 rounded-xl border border-line bg-surface p-5 text-center">
      <h2 className="text-base">{t("claim")}</h2>
      <SvgCode svg={data.claim.codeSvg} label={t("claimCode")} className="size-44 p-1" />
      <p className="max-w-xs text-sm text-ink-2 [word-break:auto-phrase]">{t("claimLead")}</p>
      <p className="text-xs text-ink-3">{t("claimUntil", { day: formats.date(data.claim.lastDay) })}</p>
    </section>
  );
}
