"use client";

import { useTranslations } from "next-intl";
import { Card, Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { PointsBasis } from "@/server/purchases/input";

const pointsBases = ["then", "today", "file", "none"] as const satisfies readonly PointsBasis[];

interface Rules {
  memberBy?: "external" | "card";
  negativeQuantity?: "error" | "return" | "set_aside";
  createMembers?: boolean;
  createProducts?: boolean;
  /** Earlier mappings say whether or not. */
  points?: PointsBasis | boolean;
}

interface Props {
  /** As the mapping keeps them. */
  rules: unknown;
  onChange: (rules: Rules) => void;
}

/** What a file of sales leaves open: whom a number names, what a negative quantity means, what may be made. */
export function SalesRules({ rules: given, onChange }: Props) {
  const t = useTranslations("imports.screen.sales");
  const rules = (given ?? {}) as Rules;
  const basis: PointsBasis = typeof rules.points === "string" ? rules.points : rules.points === false ? "none" : "then";
  const set = (part: Rules) => onChange({ ...rules, ...part });
  const box = (name: "createMembers" | "createProducts", fallback: boolean) => (
    <Checkbox
      label={t(name)}
      checked={rules[name] ?? fallback}
      onChange={(event) => set({ [name]: event.target.checked })}
    />
  );
  return (
    <Section title={t("title")}>
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("memberBy")}>
            <Select
              value={rules.memberBy ?? "external"}
              onChange={(event) => set({ memberBy: event.target.value as "external" })}
              options={(["external", "card"] as const).map((value) => ({ value, label: t(value) }))}
            />
          </Field>
          <Field label={t("negative")}>
            <Select
              value={rules.negativeQuantity ?? "error"}
              onChange={(event) => set({ negativeQuantity: event.target.value as "error" })}
              options={(["error", "return", "set_aside"] as const).map((value) => ({ value, label: t(value) }))}
            />
          </Field>
          <Field
            label={t("points")}
            hint={t(basis === "file" ? "pointsFileHint" : "pointsHint")}
            className="sm:col-span-2"
          >
            <Select
              value={basis}
              onChange={(event) => set({ points: pointsBases.find((one) => one === event.target.value) ?? "then" })}
              options={pointsBases.map((value) => ({ value, label: t(`pointsBases.${value}`) }))}
            />
          </Field>
          <div className="sm:col-span-2">
            {box("createMembers", false)}
            {box("createProducts", false)}
          </div>
        </div>
      </Card>
    </Section>
  );
}
