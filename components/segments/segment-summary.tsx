import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/components/format/locale";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import type { SegmentNames, SegmentRule } from "@/server/segments/input";
import { segmentInWords } from "./words";

type SegmentSummaryProps = {
  rule: SegmentRule;
  names: SegmentNames;
  /** How many are in it now; `null` while it is being counted, 'unknown' when that could not be done. */
  count: number | null | "unknown";
};

/** Whom a segment means, in a sentence, and how many they are now. */
export function SegmentSummary({ rule, names, count }: SegmentSummaryProps) {
  const t = useTranslations("segments");
  const formats = useFormats();
  const locale = useLocale() as Locale;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <p className="text-pretty">{segmentInWords(rule, names, locale, formats)}</p>
      <span aria-live="polite">
        {count === null ? (
          <Skeleton className="h-5 w-16" />
        ) : count === "unknown" ? (
          <Badge tone="warn">{t("countUnknown")}</Badge>
        ) : (
          <Badge tone={count === 0 ? "warn" : "brand"}>{t("count", { count: formats.number(count), n: count })}</Badge>
        )}
      </span>
    </div>
  );
}
