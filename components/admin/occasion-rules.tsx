import type { ReactNode } from "react";
import { Points } from "@/components/format/amount";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { EarnRule } from "@/server/earning/input";

interface OccasionRulesProps {
  title: string;
  description?: string;
  rules: readonly Pick<EarnRule, "id" | "name" | "gives">[];
  /** Stands under the name of a rule: to whom it gives. */
  noteOf?: (occasion: string) => ReactNode;
  /** Said where no rule gives anything. */
  none: string;
  action: { href: string; label: string };
}

/** The rules in force that give points for an occasion, each with its points, and the way to where they are made. */
export function OccasionRules({ title, description, rules, noteOf, none, action }: OccasionRulesProps) {
  return (
    <Section
      title={title}
      description={description}
      actions={
        <ButtonLink size="sm" href={action.href}>
          {action.label}
        </ButtonLink>
      }
    >
      {rules.length === 0 ? (
        <Notice tone="warn">{none}</Notice>
      ) : (
        <Card>
          <ul className="grid gap-3 text-sm">
            {rules.map(
              ({ id, name, gives }) =>
                gives.kind === "occasion" && (
                  <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
                    <span className="min-w-0 wrap-anywhere">
                      {name}
                      {noteOf && <span className="block text-xs text-ink-3">{noteOf(gives.occasion)}</span>}
                    </span>
                    <Points value={gives.points} />
                  </li>
                ),
            )}
          </ul>
        </Card>
      )}
    </Section>
  );
}
