"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { DraftTiming } from "@/server/campaigns/input";
import { clockOf, minutesOf, readCron, type Repeating, writeCron } from "../cron";

type Cron = Extract<DraftTiming, { kind: "cron" }>;
type Kind = Repeating["kind"] | "custom";

const kinds: readonly Kind[] = ["daily", "weekly", "monthly", "custom"];
/** Monday first, as weeks are read in calendars here; the numbers are cron's. */
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** A repeating time in the words of a calendar; the five fields themselves for what those cannot say. */
export function RepeatTiming({ timing, onChange }: { timing: Cron; onChange: (timing: DraftTiming) => void }) {
  const t = useTranslations("composer.timing");
  const [isCustom, setIsCustom] = useState(() => timing.expression !== "" && readCron(timing.expression) === null);
  // A week without a day has no expression: what was set beside it is kept here.
  const [last, setLast] = useState<Repeating>(
    () => readCron(timing.expression) ?? { kind: "weekly", minutes: 600, days: [] },
  );
  const now = readCron(timing.expression) ?? last;
  const set = (next: Repeating) => {
    setLast(next);
    onChange({ ...timing, expression: writeCron(next) });
  };
  const choose = (kind: Kind) => {
    setIsCustom(kind === "custom");
    const { minutes } = now;
    if (kind === "daily") set({ kind, minutes });
    else if (kind === "weekly") set({ kind, minutes, days: [1] });
    else if (kind === "monthly") set({ kind, minutes, day: 1 });
  };
  return (
    <div className="grid gap-4">
      <div className="grid max-w-lg items-start gap-4 sm:grid-cols-2">
        <Field label={t("often")}>
          <Select
            value={isCustom ? "custom" : now.kind}
            onChange={(event) => choose(kinds.find((kind) => kind === event.target.value) ?? "daily")}
            options={kinds.map((kind) => ({ value: kind, label: t(`repeat.${kind}`) }))}
          />
        </Field>
        {isCustom ? (
          <Field label={t("expression")} hint={t("expressionHint")}>
            <Input
              value={timing.expression}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => onChange({ ...timing, expression: event.target.value })}
            />
          </Field>
        ) : (
          <Field label={t("time")}>
            <Input
              type="time"
              value={clockOf(now.minutes)}
              onChange={(event) => {
                const minutes = minutesOf(event.target.value);
                if (minutes !== null) set({ ...now, minutes });
              }}
            />
          </Field>
        )}
      </div>
      {!isCustom && now.kind === "weekly" && (
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{t("days")}</legend>
          <div className="flex flex-wrap gap-x-5">
            {weekdays.map((day) => (
              <Checkbox
                key={day}
                label={t(`weekday.${day}`)}
                checked={now.days.includes(day)}
                onChange={(event) =>
                  set({
                    ...now,
                    days: event.target.checked ? [...now.days, day] : now.days.filter((other) => other !== day),
                  })
                }
              />
            ))}
          </div>
          {now.days.length === 0 && <p className="mt-1 text-xs text-danger">{t("noDay")}</p>}
        </fieldset>
      )}
      {!isCustom && now.kind === "monthly" && (
        <Field label={t("dayOfMonth")} hint={now.day > 28 ? t("shortMonths") : undefined} className="max-w-48">
          <Select
            value={String(now.day)}
            onChange={(event) => set({ ...now, day: Number(event.target.value) })}
            options={Array.from({ length: 31 }, (_, at) => ({
              value: String(at + 1),
              label: t("nthDay", { day: at + 1 }),
            }))}
          />
        </Field>
      )}
    </div>
  );
}
