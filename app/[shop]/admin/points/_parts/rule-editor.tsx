"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { ruleSentence } from "@/components/earning/sentence";
import { emptyRule, ruleOf, type TypedRule, typedOf, wrongField } from "@/components/earning/typed-rule";
import { FormActions } from "@/components/form/form-grid";
import { useDraft } from "@/components/form/use-draft";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { type EarnRule, earnRule } from "@/server/earning/input";
import { relationsOf } from "@/server/earning/rules/relations";
import { useAct } from "../../_parts/use-act";
import type { Desk } from "./desk";
import { LawNotice } from "./law-notice";
import { RuleFields } from "./rule-fields";
import { useRuleNames } from "./use-rule-names";

type Props = { desk: Desk; rule: EarnRule | null; base: string; slug: string };

/** One rule: what it gives and when, said back as a sentence while one types. */
export function RuleEditor({ desk, rule, base, slug }: Props) {
  const t = useTranslations("earning");
  const formats = useFormats();
  const router = useRouter();
  const client = useTRPCClient();
  const act = useAct();
  const { names, lookups } = useRuleNames(desk);
  const [initial] = useState<TypedRule>(() => (rule ? typedOf(rule) : emptyRule(desk.freshId)));
  const [pressed, setPressed] = useState(false);
  const kept = useDraft<TypedRule>(`earn-rule.${slug}.${rule?.id ?? "new"}`);
  const typed = kept.draft ?? initial;
  const parsed = earnRule.safeParse(ruleOf(typed));
  const wrong = parsed.success ? null : wrongField(parsed.error.issues[0]?.path ?? []);
  const relations = parsed.success ? relationsOf(parsed.data, desk.draft.rules) : [];
  const here = `${base}/points`;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setPressed(true);
    if (!parsed.success) return;
    await act(client.earning.saveRule.mutate({ rule: parsed.data, revision: desk.draft.revision }), t("saved")).then(
      () => {
        kept.change(null);
        router.push(here);
      },
      () => undefined,
    );
  };
  return (
    <>
      <PageHeader title={rule ? t("edit") : t("new")} back={{ href: here, label: t("back") }} />
      <form onSubmit={save} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-5">
          <RuleFields
            typed={typed}
            set={(change) => kept.change({ ...typed, ...change })}
            wrong={pressed ? wrong : null}
            desk={desk}
            names={names}
            lookups={lookups}
          />
          <FormActions>
            <ButtonLink href={here} variant="ghost">
              {t("cancel")}
            </ButtonLink>
            <Button type="submit" variant="primary" disabledReason={desk.editRefusal ? t("errors.role") : undefined}>
              {t("save")}
            </Button>
          </FormActions>
        </div>
        <div className="grid gap-4 lg:sticky lg:top-20">
          <Card className="grid gap-2">
            <h2 className="text-sm font-medium">{t("sentence.title")}</h2>
            <p aria-live="polite" className="text-sm text-ink-2">
              {parsed.success ? ruleSentence(parsed.data, names, t, formats) : wrong ? t(`invalid.${wrong}`) : ""}
            </p>
            {relations.length > 0 && (
              <ul className="grid gap-1 border-t border-line pt-2 text-xs text-ink-3">
                {relations.map(({ otherId, kind }) => (
                  <li key={otherId}>
                    {t(`relations.${kind}`, { name: desk.draft.rules.find(({ id }) => id === otherId)?.name ?? "" })}
                  </li>
                ))}
              </ul>
            )}
          </Card>
          {parsed.success && <LawNotice rule={parsed.data} rate={desk.program} />}
          {pressed && wrong && <Notice tone="danger">{t(`invalid.${wrong}`)}</Notice>}
        </div>
      </form>
    </>
  );
}
