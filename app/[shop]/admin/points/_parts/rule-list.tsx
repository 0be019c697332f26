"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { AddressSearch } from "@/app/[shop]/admin/_parts/address-search";
import { addressOf } from "@/components/admin/address";
import { type RuleBadge, RuleCard } from "@/components/earning/rule-card";
import { isSameRule } from "@/components/earning/rule-changes";
import { ruleSentence } from "@/components/earning/sentence";
import { useFormats } from "@/components/format/use-formats";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { TextLink } from "@/components/ui/text-link";
import type { EarnRule } from "@/server/earning/input";
import { byPrecedence } from "@/server/earning/rules/conditions";
import { relationsOf, stateOn } from "@/server/earning/rules/relations";
import type { Desk } from "./desk";
import { RuleMenu } from "./rule-menu";
import { useRuleNames } from "./use-rule-names";

const groups = ["running", "draft", "off"] as const;
const groupOf = (badges: readonly RuleBadge[]): readonly (typeof groups)[number][] => [
  ...(badges.includes("running") ? ["running" as const] : []),
  ...(badges.some((one) => one === "draft" || one === "changed" || one === "removed") ? ["draft" as const] : []),
  ...(badges.some((one) => one === "paused" || one === "over" || one === "coming") ? ["off" as const] : []),
];

interface Props {
  desk: Desk;
  base: string;
  settings: string;
  query: { q?: string; state?: string };
}

/** The rules of the draft, those it takes away, and how points are worked out; what is looked for stands in the address. */
export function RuleList({ desk, base, settings, query }: Props) {
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
      ...(published && !isSameRule(published, rule) ? ["changed" as const] : []),
    ];
  };
  const { q = "" } = query;
  const state = groups.find((one) => one === query.state);
  const word = q.normalize("NFKC").toLowerCase();
  const named = rules.filter((rule) =>
    `${rule.name}\n${ruleSentence(rule, names, t, formats)}`.normalize("NFKC").toLowerCase().includes(word),
  );
  const inGroup = (one?: (typeof groups)[number]) =>
    one ? named.filter((rule) => groupOf(badgesOf(rule)).includes(one)) : named;
  const shown = inGroup(state);
  return (
    <div className="grid grid-cols-1 gap-4">
      {rules.length > 0 && (
        <div className="flex flex-wrap items-center gap-3">
          <AddressSearch label={t("find")} />
          <FilterChips
            label={t("state")}
            value={state ?? ""}
            options={[undefined, ...groups].map((one) => ({
              value: one ?? "",
              label: t(`groups.${one ?? "all"}`),
              count: inGroup(one).length,
              href: addressOf(base, { q, state: one }),
            }))}
          />
        </div>
      )}
      {rules.length > 0 && shown.length === 0 && (
        <Card>
          <EmptyState
            icon={<ListChecks />}
            title={t("noneFound")}
            actions={
              <ButtonLink href={base} variant="secondary">
                {t("showAll")}
              </ButtonLink>
            }
          />
        </Card>
      )}
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
      {shown.map((rule) => {
        const given = desk.given.find(({ ruleId }) => ruleId === rule.id) ?? null;
        const used = desk.budgets.find(({ ruleId }) => ruleId === rule.id)?.used ?? 0;
        return (
          <RuleCard
            key={rule.id}
            name={rule.name}
            href={desk.editRefusal === null && !gone.includes(rule) ? `${base}/${rule.id}` : null}
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
          {t("baseHint")} <TextLink href={settings}>{t("toBase")}</TextLink>
        </p>
      </Card>
    </div>
  );
}
