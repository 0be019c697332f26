import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { RankChip } from "@/components/ranks/rank-chip";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";

interface Named {
  nameJa: string;
  nameEn: string;
  color: string;
  threshold: number;
}
interface Step {
  rank: Named;
  missing: number;
  by: string | null;
  until: string | null;
}

export interface RankView {
  rank: { name: { ja: string; en: string }; color: string; keepsUntil: string | null };
  basis: "amount" | "purchases" | "points";
  measure: number;
  benefits: { ja: readonly string[]; en: readonly string[] };
  coupons: Record<"own" | "next", readonly { ja: string; en: string }[]>;
  rise: Step | null;
  keep: Step | null;
}

/** The member's rank: until when, what leads to the next one, and what it brings. Opens without a script. */
export function RankCard({ standing }: { standing: RankView }) {
  const t = useTranslations("ranks.my");
  const formats = useFormats();
  const isJa = useLocale() === "ja";
  const { rank, basis, measure, rise, keep } = standing;
  const name = isJa ? rank.name.ja : rank.name.en;
  const benefits = isJa ? standing.benefits.ja : standing.benefits.en;
  const nameOf = (one: Named) => (isJa ? one.nameJa : one.nameEn);
  const titles = (coupons: RankView["coupons"]["own"]) =>
    coupons.map((one) => (isJa ? `「${one.ja}」` : `“${one.en}”`)).join(isJa ? "" : ", ");
  const say = (value: number) =>
    basis === "amount"
      ? formats.yen(value)
      : basis === "purchases"
        ? t("times", { count: value })
        : t("points", { count: formats.number(value) });
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="sr-only">{t("label")}</p>
        <RankChip name={t("rank", { rank: name })} color={rank.color} size="md" />
        {rank.keepsUntil && <p className="text-sm text-ink-3">{t("until", { day: formats.date(rank.keepsUntil) })}</p>}
      </div>
      {rise ? (
        <div className="grid gap-1.5">
          <p className="font-medium">{t("toNext", { missing: say(rise.missing), rank: nameOf(rise.rank) })}</p>
          <Progress
            label={t("progress", { rank: nameOf(rise.rank) })}
            hideLabel
            value={Math.max(measure, 0)}
            max={rise.rank.threshold}
          />
          {standing.coupons.next.length > 0 && (
            <p className="text-sm text-ink-2">{t("nextCoupons", { coupons: titles(standing.coupons.next) })}</p>
          )}
          {rise.by && <p className="text-sm text-ink-3">{t("toNextBy", { day: formats.date(rise.by) })}</p>}
        </div>
      ) : (
        <p className="text-sm text-ink-2">{t("top")}</p>
      )}
      {keep && keep.until && (
        <p className="text-sm text-ink-2">
          {t("keep", { missing: say(keep.missing), until: formats.date(keep.until), rank: nameOf(keep.rank) })}
        </p>
      )}
      {benefits.length + standing.coupons.own.length > 0 && (
        <details className="group -mb-2 border-t border-line">
          <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between text-sm text-brand-text [&::-webkit-details-marker]:hidden">
            {t("benefits", { rank: name })}
            <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
          </summary>
          <ul className="grid list-disc gap-1 ps-5 pb-3 text-sm text-ink-2">
            {benefits.map((line) => (
              <li key={line}>{line}</li>
            ))}
            {standing.coupons.own.length > 0 && <li>{t("ownCoupons", { coupons: titles(standing.coupons.own) })}</li>}
          </ul>
        </details>
      )}
    </Card>
  );
}
