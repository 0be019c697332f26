import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { useFormats } from "@/components/format/use-formats";
import { pointsText } from "./sentence";

export type RuleBadge = "running" | "draft" | "changed" | "paused" | "over" | "coming" | "removed";
const tones: Record<RuleBadge, Tone> = {
  running: "ok",
  draft: "info",
  changed: "info",
  paused: "warn",
  over: "neutral",
  coming: "neutral",
  removed: "neutral",
};

type RuleCardProps = {
  name: string;
  /** Where the rule is changed; null where it cannot be. */
  href: string | null;
  sentence: string;
  badges: readonly RuleBadge[];
  precedence: number;
  relations: readonly string[];
  given: { points: number; recent: number } | null;
  budget: { used: number; of: number } | null;
  menu: ReactNode;
};

/** One rule in the list: its sentence, its state, and what it has given. */
export function RuleCard({ name, href, sentence, badges, precedence, relations, given, budget, menu }: RuleCardProps) {
  const t = useTranslations("earning");
  const formats = useFormats();
  return (
    <Card className="grid gap-3">
      <div className="flex items-start justify-between gap-3">
        <div className="grid min-w-0 gap-1.5">
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="min-w-0 text-base font-medium">
              {href ? (
                <Link href={href} className="hover:underline">
                  {name}
                </Link>
              ) : (
                name
              )}
            </h2>
            {badges.map((badge) => (
              <Badge key={badge} tone={tones[badge]} dot={badge === "running"}>
                {t(`states.${badge}`)}
              </Badge>
            ))}
            <span className="text-xs text-ink-3">{t("precedence", { n: precedence })}</span>
          </div>
          <p className="text-sm text-ink-2">{sentence}</p>
        </div>
        {menu}
      </div>
      {relations.length > 0 && (
        <ul className="grid gap-1 text-xs text-ink-3">
          {relations.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {(given || budget) && (
        <dl className="flex flex-wrap gap-x-6 gap-y-1 border-t border-line pt-3 text-sm">
          {given && (
            <>
              <Figure label={t("given")}>{pointsText(t, formats, given.points)}</Figure>
              <Figure label={t("recent")}>{pointsText(t, formats, given.recent)}</Figure>
            </>
          )}
          {budget && (
            <Figure label={t("budget")}>
              {t("budgetOf", { used: pointsText(t, formats, budget.used), budget: pointsText(t, formats, budget.of) })}
            </Figure>
          )}
        </dl>
      )}
    </Card>
  );
}

const Figure = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex items-baseline gap-2">
    <dt className="text-xs text-ink-3">{label}</dt>
    <dd className="tabular">{children}</dd>
  </div>
);
