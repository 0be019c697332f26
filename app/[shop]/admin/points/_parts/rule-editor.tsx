"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
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
import { type EarnRule, earnRule } from "@/server/earning/input";
import { relationsOf } from "@/server/earning/rules/relations";
import { usePendingAct } from "../../_parts/use-act";
import type { Desk } from "./desk";
import { LawNotice } from "./law-notice";
import { RuleFields } from "./rule-fields";
import { useRuleNames } from "./use-rule-names";

interface Props {
  desk: Desk;
  rule: EarnRule | null;
  /** What a new rule begins as. */
  like: EarnRule | null;
  base: string;
  slug: string;
}

/** One rule: what it gives and when, said back as a sentence while one types. */
export function RuleEditor({ desk, rule, like, base, slug }: Props) {
  const t = useTranslations("earning");
  const formats = useFormats();
  const router = useRouter();
  const client = useTRPCClient();
  const { act, isPending } = usePendingAct();
  const { names, lookups } = useRuleNames(desk);
  const [initial] = useState<TypedRule>(() => {
    if (rule) return typedOf(rule);
    return like
      ? { ...typedOf(like), id: desk.freshId, name: t("copyOf", { name: like.name }).slice(0, 60) }
      : emptyRule(desk.freshId);
  });
  const [pressed, setPressed] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (pressed > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [pressed]);
  const kept = useDraft<TypedRule>(`earn-rule.${slug}.${rule?.id ?? (like ? `like.${like.id}` : "new")}`);
  const typed = kept.draft ?? initial;
  const parsed = earnRule.safeParse(ruleOf(typed));
  const wrong = parsed.success ? null : wrongField(parsed.error.issues[0]?.path ?? []);
  const relations = parsed.success ? relationsOf(parsed.data, desk.draft.rules) : [];
  const here = `${base}/points`;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setPressed((times) => times + 1);
    if (!parsed.success) return;
    await act(client.earning.saveRule.mutate({ rule: parsed.data, revision: desk.draft.revision }), t("saved")).then(
      () => {
        kept.leave();
        router.push(here);
      },
      () => undefined,
    );
  };
  return (
    <>
      <PageHeader title={rule ? t("edit") : t("new")} back={{ href: here, label: t("back") }} />
      <form ref={form} onSubmit={save} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-5">
          <RuleFields
            typed={typed}
            set={(change) => kept.change({ ...typed, ...change })}
            wrong={pressed > 0 ? wrong : null}
            desk={desk}
            names={names}
            lookups={lookups}
          />
          <FormActions>
            <ButtonLink href={here} variant="ghost">
              {t("cancel")}
            </ButtonLink>
            <Button
              type="submit"
              variant="primary"
              loading={isPending}
              disabledReason={desk.editRefusal ? t("errors.role") : undefined}
            >
              {t("save")}
            </Button>
          </FormActions>
        </div>
        <div className="grid gap-4 lg:sticky lg:top-20">
          <Card className="grid gap-2">
            <h2 className="text-sm font-medium">{t("sentence.title")}</h2>
            <p aria-live="polite" className="text-sm text-ink-2">
              {parsed.success ? ruleSentence(parsed.data, names, t, formats) : wrong ? t(`invalid.${wrong.words}`) : ""}
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
        </div>
      </form>
    </>
  );
}
