"use client";

import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { EarnRule } from "@/server/earning/input";
import { judgePremium } from "@/server/kernel/premium-law";

/** Points a rule gives at the smallest purchase it asks for; one point pays one yen. */
function worthYen({ gives, when }: EarnRule, rate: { ratePoints: number; rateYen: number } | null): number {
  const yen = when.minYen ?? 1_000;
  if (gives.kind === "bonus" || gives.kind === "occasion") return gives.points;
  if (gives.kind === "rate") return Math.floor((yen * gives.points) / gives.perYen);
  if (gives.kind !== "multiply" || !rate) return 0;
  return Math.floor((((yen * rate.ratePoints) / rate.rateYen) * (gives.timesHundredths - 100)) / 100);
}

/** What the law on premiums makes of the rule: points that only take off the price, and points that are exchanged for goods. */
export function LawNotice({ rule, rate }: { rule: EarnRule; rate: { ratePoints: number; rateYen: number } | null }) {
  const t = useTranslations("earning");
  const locale = useLocale() === "ja" ? "ja" : "en";
  const yen = worthYen(rule, rate);
  if (rule.gives.kind === "nothing" || yen === 0) return null;
  const isSale = rule.gives.kind !== "occasion";
  const transactionYen = isSale ? (rule.when.minYen ?? 1_000) : null;
  const judged = (["discount", "goods"] as const).map((kind) =>
    judgePremium({ giveaway: { kind, yen }, way: "all", transactionYen }),
  );
  const isAbove = judged.some(({ verdict }) => verdict === "above");
  return (
    <Notice tone={isAbove ? "warn" : "info"} title={t("law.title")}>
      <ul className="grid gap-2">
        {judged.map((one, index) => (
          <li key={one.class}>
            <span className="font-medium">{t(index === 0 ? "law.asDiscount" : "law.asGoods")}</span> {one.words[locale]}
            <span className="block text-xs text-ink-3">{one.source[locale]}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
