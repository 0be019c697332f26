"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { FormActions, FormGrid } from "@/components/form/form-grid";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Safeguards } from "@/server/points/rules/safeguards";
import { ActProblem } from "../../_parts/act-problem";
import { useAct } from "../../_parts/use-act";

const limits = ["approvalAbovePoints", "staffDailyPoints", "memberDailyPoints"] as const;
const periods = [
  { name: "approvalDays", least: 1 },
  { name: "lateGrantDays", least: 0 },
] as const;
type Typed = Record<keyof Safeguards, string>;

/** What one person may do with points by hand before a second one is asked, and how long a receipt may be claimed. */
export function SafeguardsForm({ refusal, ...opened }: { saved: Safeguards; refusal: string | undefined }) {
  const t = useTranslations("watch.safeguards");
  const form = useTranslations("settings.form");
  const [trpc, act, path] = [useTRPC(), useAct(), usePathname()];
  const { draft, change, edit } = useDraft<Typed>(`${path}.safeguards`);
  const [saved, setSaved] = useState(opened.saved);
  const set = useMutation(trpc.watch.setSafeguards.mutationOptions());
  const atFirst = Object.fromEntries(Object.entries(saved).map(([name, value]) => [name, value?.toString() ?? ""]));
  const value: Typed = draft ?? (atFirst as Typed);
  const isChanged = Object.entries(value).some(([name, text]) => text !== atFirst[name]);
  const limitOf = (text: string) => (text.trim() === "" ? null : Number(text));
  const submit = async () => {
    const wanted = {
      approvalAbovePoints: limitOf(value.approvalAbovePoints),
      staffDailyPoints: limitOf(value.staffDailyPoints),
      memberDailyPoints: limitOf(value.memberDailyPoints),
      approvalDays: Number(value.approvalDays),
      lateGrantDays: Number(value.lateGrantDays),
    };
    await act(set.mutateAsync(wanted), t("saved"));
    setSaved(wanted);
    // What was typed meanwhile is still to be saved.
    edit((now) => (now === draft ? null : now));
  };
  const input = (name: keyof Safeguards, props: { min: number; max: number; suffix: string; required: boolean }) => (
    <Input
      type="number"
      inputMode="numeric"
      {...props}
      readOnly={refusal !== undefined}
      value={value[name]}
      onChange={(event) => change({ ...value, [name]: event.target.value })}
    />
  );
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit().catch(() => {});
      }}
    >
      <div>
        <h2 className="text-base">{t("title")}</h2>
        <p className="text-sm text-ink-3">{t("lead")}</p>
      </div>
      <ActProblem error={set.error} />
      <FormGrid columns={2}>
        {limits.map((name) => (
          <Field key={name} label={t(name)}>
            {input(name, { min: 0, max: 1_000_000_000, suffix: "pt", required: false })}
          </Field>
        ))}
        {periods.map(({ name, least }) => (
          <Field key={name} label={t(name)} hint={name === "lateGrantDays" ? t("lateGrantHint") : undefined}>
            {input(name, { min: least, max: 90, suffix: t("days"), required: true })}
          </Field>
        ))}
      </FormGrid>
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          loading={set.isPending}
          disabledReason={refusal ?? (isChanged ? undefined : form("nothingChanged"))}
        >
          {form("save")}
        </Button>
      </FormActions>
    </form>
  );
}
