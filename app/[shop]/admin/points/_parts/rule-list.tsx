"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RuleBadge, RuleCard } from "@/components/earning/rule-card";
import { ruleSentence } from "@/components/earning/sentence";
import { useFormats } from "@/components/format/use-formats";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { EarnRule } from "@/server/earning/input";
import { byPrecedence } from "@/server/earning/rules/conditions";
import { relationsOf, stateOn } from "@/server/earning/rules/relations";
import type { Desk } from "./desk";
import { RuleMenu } from "./rule-menu";
import { useRuleNames } from "./use-rule-names";

const same = (a: EarnRule, b: EarnRule) => {
  const sorted = (rule: EarnRule) =>
    JSON.stringify(rule, (_key, value: unknown) =>
      value !== null && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)))
        : value,
    );
  return sorted(a) === sorted(b);
};

/** The rules of the draft, those it takes away, and how points are worked out. */
export function RuleList({ desk, base, settings }: { desk: Desk; base: string; settings: string }) {
  const t = useTranslations("earning");
  const { names } = useRuleNames(desk);
  const formats = useFormats();
  const live = desk.versions.find(({ state }) => state === "current")?.rules ?? [];
  const gone = live.filter(({ id }) => !desk.draft.rules.some((rule) => rule.id === id));
  const rules = [...desk.draft.rules, ...gone].toSorted(byPrecedence);
  const badgesOf = (rule: EarnRule): RuleBadge[] => {
    const published = live.find(({ id }) => id === rule.id);
    const state = stateOn(rule, desk.today);
    const isPaused = desk.pauses.some(({ ruleId }) => ruleId === rule.id);
    if (gone.includes(rule)) return ["removed"];
    return [
      ...(published
        ? isPaused
          ? ["paused" as const]
          : state === "running"
            ? ["running" as const]
            : []
        : ["draft" as const]),
      ...(state === "running" ? [] : [state]),
      ...(published && !same(published, rule) ? ["changed" as const] : []),
    ];
  };
  return (
    <div className="grid gap-4">
      {rules.length === 0 && (
        <Card>
          <EmptyState
            icon={<ListChecks />}
            title={t("empty")}
            description={t("emptyText")}
            actions={desk.editRefusal === null ? <ButtonLink href={`${base}/new`}>{t("add")}</ButtonLink> : undefined}
          />
        </Card>
      )}
      {rules.map((rule) => {
        const given = desk.given.find(({ ruleId }) => ruleId === rule.id) ?? null;
        const used = desk.budgets.find(({ ruleId }) => ruleId === rule.id)?.used ?? 0;
        return (
          <RuleCard
            key={rule.id}
            name={rule.name}
            sentence={ruleSentence(rule, names, t, formats)}
            badges={badgesOf(rule)}
            precedence={rule.precedence}
            relations={relationsOf(rule, desk.draft.rules).map(({ otherId, kind }) =>
              t(`relations.${kind}`, { name: rules.find(({ id }) => id === otherId)?.name ?? "" }),
            )}
            given={given}
            budget={rule.limits.budget ? { used, of: rule.limits.budget.points } : null}
            menu={<RuleMenu {...{ rule, desk, base }} isPublished={live.some(({ id }) => id === rule.id)} />}
          />
        );
      })}
      <Card className="grid gap-2 text-sm">
        <h2 className="font-medium">{t("order")}</h2>
        <p className="text-ink-2">{t("orderText")}</p>
        <p className="text-ink-3">
          {t("baseHint")}{" "}
          <a className="text-brand-text underline" href={settings}>
            {t("toBase")}
          </a>
        </p>
      </Card>
    </div>
  );
}
