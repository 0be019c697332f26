"use client";

import { useTranslations } from "next-intl";
import { type RuleChange, ruleChanges } from "@/components/earning/rule-changes";
import { Badge } from "@/components/ui/badge";
import type { EarnRule } from "@/server/earning/input";

const tones = { added: "ok", changed: "info", removed: "warn" } as const satisfies Record<RuleChange["kind"], string>;

/** Which rules a version adds, changes and ends. */
export function ChangeList({ before, after }: { before: readonly EarnRule[]; after: readonly EarnRule[] }) {
  const t = useTranslations("earning.changes");
  const changes = ruleChanges(before, after);
  if (changes.length === 0) return null;
  return (
    <ul className="grid gap-1.5 text-sm">
      {changes.map(({ kind, rule }) => (
        <li key={rule.id} className="flex items-baseline gap-2">
          <Badge tone={tones[kind]}>{t(kind)}</Badge>
          <span className="min-w-0">{rule.name}</span>
        </li>
      ))}
    </ul>
  );
}
