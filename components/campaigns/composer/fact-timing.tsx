import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { DraftTiming, Fact } from "@/server/campaigns/input";
import { clockOf, minutesOf } from "../cron";
import { WholeNumber } from "./whole-number";

type OfFact = Extract<DraftTiming, { kind: "date_of_fact" }>;

const facts: readonly Fact[] = ["warranty_end", "birthday", "points_expiry", "last_purchase", "joined", "rank_up"];
/** What has no future cannot be written before. */
const isPast = (fact: Fact) => fact === "last_purchase" || fact === "joined" || fact === "rank_up";

/** So many days before or after a date that each member has for themselves. */
export function FactTiming({ timing, onChange }: { timing: OfFact; onChange: (timing: DraftTiming) => void }) {
  const t = useTranslations("composer.timing");
  const words = useTranslations("campaigns.fact");
  const side = timing.offsetDays < 0 ? "before" : timing.offsetDays > 0 ? "after" : "on";
  const days = Math.abs(timing.offsetDays);
  const place = (next: string, howMany: number) =>
    onChange({
      ...timing,
      offsetDays: next === "before" ? -Math.max(1, howMany) : next === "after" ? Math.max(1, howMany) : 0,
    });
  return (
    <div className="grid max-w-2xl items-start gap-4 sm:grid-cols-2">
      <Field label={t("fact")}>
        <Select
          value={timing.fact}
          onChange={(event) => {
            const fact = facts.find((one) => one === event.target.value) ?? timing.fact;
            onChange({ ...timing, fact, offsetDays: isPast(fact) ? days : timing.offsetDays });
          }}
          options={facts.map((fact) => ({ value: fact, label: words(fact) }))}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("side")}>
          <Select
            value={side}
            onChange={(event) => place(event.target.value, days || 7)}
            options={[
              ...(isPast(timing.fact) ? [] : [{ value: "before", label: t("before") }]),
              { value: "on", label: t("on") },
              { value: "after", label: t("after") },
            ]}
          />
        </Field>
        {side !== "on" && (
          <Field label={t("howManyDays")}>
            <WholeNumber
              value={days}
              least={1}
              most={366}
              onValue={(value) => place(side, value)}
              suffix={t("dayUnit")}
            />
          </Field>
        )}
      </div>
      <Field label={t("time")} hint={t("timeHint")}>
        <Input
          type="time"
          value={clockOf(timing.atMinutes)}
          onChange={(event) => {
            const atMinutes = minutesOf(event.target.value);
            if (atMinutes !== null) onChange({ ...timing, atMinutes });
          }}
        />
      </Field>
      <Field label={t("backlog")} hint={t("backlogHint")}>
        <WholeNumber
          value={timing.backlogDays}
          least={0}
          most={90}
          suffix={t("dayUnit")}
          onValue={(backlogDays) => onChange({ ...timing, backlogDays })}
        />
      </Field>
    </div>
  );
}
