import { useTranslations } from "next-intl";
import { Money } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { Badge, type Tone } from "@/components/ui/badge";
import type { LineKind } from "@/server/repairs/input";

export interface EstimateData {
  version: number;
  state: "sent" | "approved" | "declined" | "voided";
  totalYen: number;
  taxYen: number;
  taxPercent: number;
  declineFeeYen: number;
  validUntil: string;
  hasExpired: boolean;
  note: string | null;
  madeAt: Date;
  decidedAt: Date | null;
  decidedVia: string | null;
  lines: readonly { kind: LineKind; description: string; amountYen: number }[];
}

const tones: Record<EstimateData["state"], Tone> = {
  sent: "warn",
  approved: "ok",
  declined: "neutral",
  voided: "neutral",
};

/** An estimate line by line, with the tax that is in it and until when it may be answered. */
export function EstimateView({ estimate }: { estimate: EstimateData }) {
  const t = useTranslations("repairs");
  const formats = useFormats();
  const isDead = estimate.state === "sent" && estimate.hasExpired;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="font-medium">{t("estimate.version", { n: estimate.version })}</span>
        <Badge tone={isDead ? "danger" : tones[estimate.state]}>
          {isDead ? t("estimate.expired") : t(`estimate.states.${estimate.state}`)}
        </Badge>
        <DateTime value={estimate.madeAt} form="dateTime" className="text-xs text-ink-3" />
      </div>
      <table className="w-full text-sm">
        <caption className="sr-only">{t("estimate.title")}</caption>
        <tbody>
          {estimate.lines.map((line, place) => (
            <tr key={place} className="border-b border-line">
              <th scope="row" className="py-2 pe-4 text-start font-normal">
                {line.description}
                <span className="block text-xs text-ink-3">{t(`lineKinds.${line.kind}`)}</span>
              </th>
              <td className="py-2 text-end align-top">
                <Money value={line.amountYen} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="pt-3 pe-4 text-start font-semibold">
              {t("estimate.total")}
            </th>
            <td className="pt-3 text-end text-lg font-semibold">
              <Money value={estimate.totalYen} />
            </td>
          </tr>
          <tr>
            <th scope="row" className="pe-4 text-start text-xs font-normal text-ink-3">
              {t("estimate.tax", { percent: estimate.taxPercent })}
            </th>
            <td className="text-end text-xs text-ink-3">
              <Money value={estimate.taxYen} />
            </td>
          </tr>
        </tfoot>
      </table>
      {estimate.note && <p className="text-sm whitespace-pre-wrap text-ink-2">{estimate.note}</p>}
      <p className="text-xs text-ink-3">
        {estimate.decidedAt && estimate.decidedVia
          ? t("estimate.answered", {
              at: formats.dateTime(estimate.decidedAt),
              via: t(`estimate.via.${estimate.decidedVia as "phone"}`),
            })
          : estimate.state === "voided"
            ? t("estimate.replaced")
            : `${t("estimate.validUntil")}: ${formats.date(estimate.validUntil)}`}
      </p>
    </div>
  );
}
