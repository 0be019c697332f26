import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Stat } from "@/components/ui/stat";
import type { OpenState } from "@/server/repairs/input";

export interface Turnaround {
  came: number;
  done: number;
  refused: number;
  medianDays: number | null;
  byState: readonly { state: OpenState; stays: number; medianDays: number | null }[];
}

interface Props {
  figures: Turnaround;
  from: string;
  to: string;
  /** What else stands in the address and must stay there. */
  kept: Readonly<Record<string, string>>;
}

/** How long repairs stood in each state, for a period of one's choice. */
export function TurnaroundPanel({ figures, from, to, kept }: Props) {
  const t = useTranslations("repairs");
  const formats = useFormats();
  const days = (value: number | null) =>
    value === null ? null : formats.number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
  return (
    <Section title={t("figures.title")} description={t("figures.description")} className="mb-8">
      <Card className="grid gap-5">
        <form method="get" className="flex flex-wrap items-end gap-3">
          {Object.entries(kept).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Field label={t("figures.from")}>
            <Input type="date" name="from" defaultValue={from} required />
          </Field>
          <Field label={t("figures.to")}>
            <Input type="date" name="to" defaultValue={to} required />
          </Field>
          <Button type="submit">{t("figures.apply")}</Button>
        </form>
        <div className="grid grid-cols-2 gap-5 sm:grid-cols-4">
          <Stat label={t("figures.came")} value={formats.number(figures.came)} unit={t("figures.cases")} />
          <Stat label={t("figures.done")} value={formats.number(figures.done)} unit={t("figures.cases")} />
          <Stat label={t("figures.refused")} value={formats.number(figures.refused)} unit={t("figures.cases")} />
          <Stat
            label={t("figures.total")}
            value={days(figures.medianDays) ?? "—"}
            unit={figures.medianDays === null ? undefined : t("figures.days")}
          />
        </div>
        <ul className="grid grid-cols-2 gap-x-5 gap-y-3 border-t border-line pt-4 sm:grid-cols-3 lg:grid-cols-5">
          {figures.byState.map(({ state, stays, medianDays }) => (
            <li key={state}>
              <Stat
                label={t(`states.${state}`)}
                value={days(medianDays) ?? "—"}
                unit={medianDays === null ? undefined : t("figures.days")}
                sub={stays > 0 ? t("figures.stays", { count: stays }) : t("figures.none")}
              />
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
