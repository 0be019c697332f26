import { useTranslations } from "next-intl";
import { Points } from "@/components/format/amount";
import type { Instant } from "@/components/format/formats";
import { useFormats } from "@/components/format/use-formats";
import { pointsText } from "./sentence";

export interface EarnedPart {
  kind: string;
  label: string;
  points: number;
  takenBack?: number;
  perLine: readonly { lineId: string; points: number }[];
  inputs: { uncapped?: number | undefined };
  availableAt: Instant;
  expiresAt: Instant;
}
type EarnedPartsProps = {
  parts: readonly EarnedPart[];
  lines: readonly { lineId: string; name: string }[];
  /** Shows the items of each rule at once. */
  isOpen?: boolean;
};

/** Where the points of a purchase come from: rule by rule under the names they had, each with its items. */
export function EarnedParts({ parts, lines, isOpen }: EarnedPartsProps) {
  const t = useTranslations("earning.why");
  const all = useTranslations("earning");
  const formats = useFormats();
  const nameOf = (id: string) => lines.find(({ lineId }) => lineId === id)?.name ?? "";
  const isOne = new Set(parts.map(({ expiresAt }) => new Date(expiresAt).getTime())).size <= 1;
  return (
    <ul className="grid gap-2 text-sm">
      {parts.map((part, index) => (
        // The parts of one purchase never change their order.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className="grid gap-0.5">
          <div className="flex justify-between gap-3">
            <span className="min-w-0">
              {part.kind === "base" ? t("base") : part.kind === "coupon" ? `${t("coupon")} ${part.label}` : part.label}
            </span>
            <Points value={part.points} signed short />
          </div>
          {(part.inputs.uncapped !== undefined || (part.takenBack ?? 0) > 0 || !isOne) && (
            <p className="text-xs text-ink-3">
              {[
                part.inputs.uncapped === undefined
                  ? ""
                  : t("capped", { points: pointsText(all, formats, part.inputs.uncapped) }),
                (part.takenBack ?? 0) > 0
                  ? t("takenBack", { points: pointsText(all, formats, part.takenBack ?? 0) })
                  : "",
                isOne ? "" : t("until", { date: formats.date(new Date(new Date(part.expiresAt).getTime() - 1)) }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          )}
          {lines.length > 1 && part.perLine.length > 0 && (
            <details open={isOpen} className="text-xs text-ink-3">
              <summary className="cursor-pointer">{t("lines")}</summary>
              <ul className="mt-1 grid gap-0.5 ps-3">
                {part.perLine.map(({ lineId, points }) => (
                  <li key={lineId} className="flex justify-between gap-3">
                    <span className="min-w-0 truncate">{nameOf(lineId)}</span>
                    <Points value={points} short />
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
