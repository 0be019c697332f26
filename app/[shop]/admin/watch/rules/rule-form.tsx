"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { WatchRuleName } from "@/server/watch/input";
import { useAct } from "../../_parts/use-act";

type Props = { saved: { rule: WatchRuleName; isOn: boolean; threshold: number }; mayChange: boolean };

/** One rule of the watch: on or off, its threshold, and what that would have found lately. */
export function RuleForm({ saved, mayChange }: Props) {
  const t = useTranslations("watch.watch");
  const names = useTranslations("watch.ruleNames");
  const texts = useTranslations("watch.ruleTexts");
  const units = useTranslations("watch.units");
  const [trpc, act, formats, errorText] = [useTRPC(), useAct(), useFormats(), useErrorText()];
  const { rule } = saved;
  const [isOn, setOn] = useState(saved.isOn);
  const [text, setText] = useState(String(saved.threshold));
  const threshold = useDeferredValue(Number(text));
  const isSound = Number.isInteger(threshold) && threshold >= 1 && threshold <= 1_000_000_000;
  const trial = useQuery(trpc.watch.tryRule.queryOptions({ rule, threshold }, { enabled: isSound, staleTime: 60_000 }));
  const set = useMutation(trpc.watch.setRule.mutationOptions());
  const role = useTranslations("watch.errors");
  return (
    <form
      className="grid items-end gap-4 sm:grid-cols-[1fr_12rem_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSound) void act(set.mutateAsync({ rule, isOn, threshold: Number(text) }), t("saved")).catch(() => {});
      }}
    >
      <div className="grid gap-2 self-center">
        <Checkbox
          label={names(rule)}
          checked={isOn}
          disabled={!mayChange}
          onChange={(event) => setOn(event.target.checked)}
        />
        <p className="text-sm text-ink-3">{texts(rule, { n: isSound ? formats.number(threshold) : "—" })}</p>
      </div>
      <Field
        label={t("threshold")}
        hint={
          trial.error
            ? errorText(trial.error)
            : trial.data
              ? t("wouldFind", { found: trial.data.found, days: trial.data.days })
              : t("loading")
        }
      >
        <Input
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={1_000_000_000}
          readOnly={!mayChange}
          suffix={units(rule)}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button
        type="submit"
        className="mb-6"
        loading={set.isPending}
        disabledReason={mayChange ? undefined : role("role")}
      >
        {t("save")}
      </Button>
    </form>
  );
}
