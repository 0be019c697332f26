import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { findingStates as states, watchRuleNames as rules } from "@/server/watch/input";

type Props = {
  path: string;
  value: { state: string; rule: string | undefined };
};

/** A plain form: its address is the filter. */
export function FindingFilters({ path, value }: Props) {
  const t = useTranslations("watch.watch");
  const names = useTranslations("watch.ruleNames");
  return (
    <form
      key={JSON.stringify(value)}
      action={path}
      className="grid items-end gap-3 rounded-xl border border-line bg-surface p-4 sm:grid-cols-[1fr_1fr_auto]"
    >
      <Field label={t("state")}>
        <Select
          name="state"
          defaultValue={value.state}
          options={[
            ...states.map((state) => ({ value: state, label: t(`states.${state}`) })),
            { value: "any", label: t("anyState") },
          ]}
        />
      </Field>
      <Field label={t("rule")}>
        <Select
          name="rule"
          defaultValue={value.rule ?? ""}
          options={[{ value: "", label: t("anyRule") }, ...rules.map((rule) => ({ value: rule, label: names(rule) }))]}
        />
      </Field>
      <Button type="submit">{t("filter")}</Button>
    </form>
  );
}
