"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import type { DraftTiming } from "@/server/campaigns/input";
import { FactTiming } from "./fact-timing";
import { RepeatTiming } from "./repeat-timing";
import { instantAt, wallTime } from "./zoned";

interface Props {
  timing: DraftTiming | undefined;
  timeZone: string;
  /** The next firings, as the product reckons them. */
  upcoming: ReactNode;
  onChange: (timing: DraftTiming) => void;
}

const kinds = ["once", "cron", "date_of_fact"] as const;
const fresh = {
  once: { kind: "once", at: null, validHours: 24 },
  cron: { kind: "cron", expression: "0 10 * * 1", validHours: 24 },
  date_of_fact: {
    kind: "date_of_fact",
    fact: "birthday",
    offsetDays: 0,
    atMinutes: 600,
    windowDays: 3,
    backlogDays: 0,
    validHours: 24,
  },
} as const satisfies Record<(typeof kinds)[number], DraftTiming>;
const validities = [6, 12, 24, 48, 72, 168];

/** When it looks for people and writes to them. A way that was set before comes back as it was when it is chosen again. */
export function TimingStep({ timing, timeZone, upcoming, onChange }: Props) {
  const t = useTranslations("composer.timing");
  const [earlier, setEarlier] = useState<Partial<Record<DraftTiming["kind"], DraftTiming>>>({});
  const choose = (kind: (typeof kinds)[number]) => {
    if (timing) setEarlier({ ...earlier, [timing.kind]: timing });
    onChange(earlier[kind] ?? fresh[kind]);
  };
  return (
    <div className="grid gap-5">
      <Card className="grid gap-6">
        <RadioGroup
          legend={t("kind")}
          name="timing-kind"
          value={timing?.kind ?? ""}
          onValueChange={(value) => choose(kinds.find((kind) => kind === value) ?? "once")}
          options={kinds.map((kind) => ({ value: kind, label: t(kind), hint: t(`${kind}Hint`) }))}
        />
        {timing?.kind === "once" && <OnceTiming timing={timing} timeZone={timeZone} onChange={onChange} />}
        {timing?.kind === "cron" && <RepeatTiming timing={timing} onChange={onChange} />}
        {timing?.kind === "date_of_fact" && <FactTiming timing={timing} onChange={onChange} />}
        {timing && (
          <Field label={t("valid")} hint={t("validHint")} className="max-w-72">
            <Select
              value={String(timing.validHours)}
              onChange={(event) => onChange({ ...timing, validHours: Number(event.target.value) })}
              options={[...new Set([...validities, timing.validHours])]
                .sort((a, b) => a - b)
                .map((hours) => ({ value: String(hours), label: t("hours", { hours }) }))}
            />
          </Field>
        )}
      </Card>
      {upcoming}
    </div>
  );
}

type Once = Extract<DraftTiming, { kind: "once" }>;

function OnceTiming({ timing, timeZone, onChange }: { timing: Once; timeZone: string; onChange: Props["onChange"] }) {
  const t = useTranslations("composer.timing");
  const [wall, setWall] = useState(() =>
    timing.at ? wallTime(new Date(timing.at), timeZone) : { day: "", clock: "10:00" },
  );
  const set = (next: { day: string; clock: string }) => {
    setWall(next);
    onChange({ ...timing, at: instantAt(next.day, next.clock, timeZone) });
  };
  return (
    <div className="grid max-w-lg items-start gap-4 sm:grid-cols-2">
      <Field label={t("day")} required hint={t("zone", { zone: timeZone })}>
        <Input type="date" value={wall.day} onChange={(event) => set({ ...wall, day: event.target.value })} />
      </Field>
      <Field label={t("time")} required>
        <Input type="time" value={wall.clock} onChange={(event) => set({ ...wall, clock: event.target.value })} />
      </Field>
    </div>
  );
}
