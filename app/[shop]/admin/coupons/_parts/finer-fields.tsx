"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { PickMany } from "@/components/segments/leaf-fields";
import { Card, Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { EditorValues } from "./editor-values";
import type { CouponLookups } from "./use-coupon-lookups";

interface Props {
  values: EditorValues;
  change: (next: Partial<EditorValues>) => void;
  isTried: boolean;
  lookups: CouponLookups;
}

const Picked = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="grid gap-1.5">
    <span className="text-sm font-medium">{label}</span>
    {children}
  </div>
);

/** Goods that it is not for, whatever else is said. */
export function ExceptionFields({ values, change, lookups }: Props) {
  const t = useTranslations("coupons.editor");
  const client = useTRPCClient();
  const nameOf = (id: string) => lookups.names[id] ?? "…";
  if (values.kind === "gift") return null;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Picked label={t("notCategories")}>
        <PickMany
          label={t("notCategories")}
          placeholder={t("pick")}
          value={values.notCategoryIds}
          onChange={(ids) => change({ notCategoryIds: ids ?? [] })}
          nameOf={nameOf}
          choices={lookups.categories}
        />
      </Picked>
      <Picked label={t("notProducts")}>
        <PickMany
          label={t("notProducts")}
          placeholder={t("pick")}
          value={values.notProductIds}
          onChange={(ids) => change({ notProductIds: ids ?? [] })}
          nameOf={nameOf}
          search={async (q) => {
            const { rows } = await client.catalog.search.query({ q: q.slice(0, 100), limit: 20 });
            return rows.map((row) => ({ value: row.productId, label: row.name, hint: row.externalId }));
          }}
          onPick={({ value, label }) => lookups.learnName(value, label)}
        />
      </Picked>
    </div>
  );
}

export const toggled = (all: readonly string[], one: string) =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
const weekdays = ["1", "2", "3", "4", "5", "6", "0"] as const;

/** For whom, and at which days and hours of the week. */
export function WhenFields({ values, change, lookups, isTried }: Props) {
  const t = useTranslations("coupons.editor");
  const days = useTranslations("coupons.weekdays");
  const isNoTime = isTried && values.hoursFrom !== "" && values.hoursFrom === values.hoursUntil;
  return (
    <Section title={t("when")} description={t("whenHint")}>
      <Card className="grid gap-5">
        {lookups.ranks.length > 0 && (
          <fieldset>
            <legend className="mb-1 text-sm font-medium">{t("ranks")}</legend>
            {values.rankIds.length === 0 && <p className="text-xs text-ink-3">{t("allRanks")}</p>}
            <div className="flex flex-wrap gap-x-5">
              {lookups.ranks.map(({ value, label }) => (
                <Checkbox
                  key={value}
                  label={label}
                  checked={values.rankIds.includes(value)}
                  onChange={() => change({ rankIds: toggled(values.rankIds, value) })}
                />
              ))}
            </div>
          </fieldset>
        )}
        <fieldset>
          <legend className="mb-1 text-sm font-medium">{t("weekdays")}</legend>
          {values.weekdays.length === 0 && <p className="text-xs text-ink-3">{t("allWeekdays")}</p>}
          <div className="flex flex-wrap gap-x-4">
            {weekdays.map((day) => (
              <Checkbox
                key={day}
                label={days(`w${day}`)}
                checked={values.weekdays.includes(day)}
                onChange={() => change({ weekdays: toggled(values.weekdays, day) })}
              />
            ))}
          </div>
        </fieldset>
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field label={t("hoursFrom")}>
            <Input
              type="time"
              value={values.hoursFrom}
              onChange={(event) => change({ hoursFrom: event.target.value })}
            />
          </Field>
          <Field label={t("hoursUntil")} hint={t("hoursHint")} error={isNoTime ? t("noTime") : undefined}>
            <Input
              type="time"
              value={values.hoursUntil}
              onChange={(event) => change({ hoursUntil: event.target.value })}
            />
          </Field>
        </div>
      </Card>
    </Section>
  );
}

/** Which coupons it never goes with, and which is taken off first. */
export function TogetherFields({ values, change, lookups, isTried }: Props) {
  const t = useTranslations("coupons.editor");
  const place = Number(values.place);
  const isWrong = !Number.isInteger(place) || place < 0 || place > 999;
  return (
    <>
      {values.stacking !== "exclusive" && (
        <Picked label={t("excludes")}>
          <PickMany
            label={t("excludes")}
            placeholder={t("pick")}
            value={values.excludes}
            onChange={(ids) => change({ excludes: ids ?? [] })}
            nameOf={(id) => lookups.names[id] ?? "…"}
            choices={lookups.coupons}
          />
        </Picked>
      )}
      <Field
        label={t("place")}
        hint={t("placeHint")}
        error={isTried && isWrong ? t("required") : undefined}
        className="sm:max-w-60"
      >
        <Input
          type="number"
          inputMode="numeric"
          min={0}
          max={999}
          value={values.place}
          onChange={(event) => change({ place: event.target.value })}
        />
      </Field>
    </>
  );
}
