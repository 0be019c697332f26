"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card, Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { EditorValues } from "./editor-values";
import { ExceptionFields, TogetherFields, toggled } from "./finer-fields";
import type { CouponLookups } from "./use-coupon-lookups";

interface Props {
  values: EditorValues;
  change: (next: Partial<EditorValues>) => void;
  /** Saving was tried: what is missing is marked. */
  isTried: boolean;
}
type WithLookups = Props & { lookups: CouponLookups };
type TextKey = { [K in keyof EditorValues]: EditorValues[K] extends string ? K : never }[keyof EditorValues];

function useText({ values, change, isTried }: Props) {
  const t = useTranslations("coupons.editor");
  /** One field of text or of a number; `most` is the largest number. */
  return (
    key: TextKey,
    label: string,
    of: { most?: number; least?: number; required?: boolean; hint?: string; type?: string } = {},
  ) => {
    const isNumber = of.most !== undefined;
    const value = values[key];
    const number = Number(value);
    const isWrong =
      value !== "" && isNumber && (!Number.isInteger(number) || number < (of.least ?? 1) || number > (of.most ?? 0));
    const isMissing = Boolean(of.required) && value.trim() === "";
    return (
      <Field
        label={label}
        hint={of.hint}
        required={of.required}
        error={isTried && (isWrong || isMissing) ? t("required") : undefined}
      >
        <Input
          type={of.type ?? (isNumber ? "number" : "text")}
          inputMode={isNumber ? "numeric" : undefined}
          value={value}
          maxLength={isNumber ? undefined : 80}
          onChange={(event) => change({ [key]: event.target.value })}
        />
      </Field>
    );
  };
}

/** What it is called and what it gives. */
export function BasicsFields(props: WithLookups) {
  const { values, change, lookups } = props;
  const t = useTranslations("coupons.editor");
  const kinds = useTranslations("coupons.kinds");
  const rounding = useTranslations("coupons.rounding");
  const text = useText(props);
  return (
    <Section title={t("basics")}>
      <Card className="grid gap-5">
        {text("name", t("name"), { required: true, hint: t("nameHint") })}
        <div className="grid gap-5 sm:grid-cols-2">
          {text("titleJa", t("titleJa"), { required: true })}
          {text("titleEn", t("titleEn"))}
        </div>
        <RadioGroup
          legend={t("kind")}
          name="kind"
          look="inline"
          value={values.kind}
          onValueChange={(kind) => change({ kind: kind as EditorValues["kind"] })}
          options={(["amount", "percent", "gift", "points"] as const).map((value) => ({ value, label: kinds(value) }))}
        />
        {values.kind === "amount" && text("yen", t("yen"), { most: 10_000_000, required: true })}
        {values.kind === "percent" && (
          <div className="grid gap-5 sm:grid-cols-3">
            {text("percent", t("percent"), { most: 100, required: true })}
            <Field label={t("rounding")}>
              <Select
                value={values.rounding}
                onChange={(event) => change({ rounding: event.target.value as EditorValues["rounding"] })}
                options={(["down", "half_up", "up"] as const).map((value) => ({ value, label: rounding(value) }))}
              />
            </Field>
            {text("mostYen", t("mostYen"), { most: 10_000_000 })}
          </div>
        )}
        {values.kind === "gift" && (
          <div className="grid gap-5 sm:grid-cols-[1fr_8rem]">
            <Field label={t("product")} required>
              <Combobox
                choices={[
                  ...(values.productId && !lookups.products.some(({ value }) => value === values.productId)
                    ? [{ value: values.productId, label: lookups.names[values.productId] ?? "" }]
                    : []),
                  ...lookups.products,
                ]}
                value={values.productId || null}
                loading={lookups.isSearching}
                onSearch={lookups.search}
                onValueChange={(productId) => {
                  lookups.learn(productId);
                  change({ productId });
                }}
              />
            </Field>
            {text("pieces", t("pieces"), { most: 100, required: true })}
          </div>
        )}
        {values.kind === "points" &&
          text("times", t("times"), { least: 101, most: 10_000, required: true, hint: t("timesHint") })}
        <div className="grid gap-5 sm:grid-cols-2">
          {(["noteJa", "noteEn"] as const).map((key) => (
            <Field key={key} label={t(key)}>
              <Textarea
                rows={3}
                maxLength={500}
                value={values[key]}
                onChange={(event) => change({ [key]: event.target.value })}
              />
            </Field>
          ))}
        </div>
      </Card>
    </Section>
  );
}

/** What it is for, from which amount, where and when. */
export function ConditionFields(props: WithLookups) {
  const { values, change, lookups, isTried } = props;
  const t = useTranslations("coupons.editor");
  const channels = useTranslations("coupons.channels");
  const says = useTranslations("coupons.says");
  const text = useText(props);
  const isOpenEnded = values.until === "" && values.days === "";
  const picked = [...values.categoryIds, ...values.productIds];
  return (
    <>
      <Section title={t("target")}>
        <Card className="grid gap-5">
          {values.kind !== "gift" && (
            <div className="grid gap-5 sm:grid-cols-2">
              <Field label={t("categories")}>
                <Combobox
                  choices={lookups.categories.filter(({ value }) => !values.categoryIds.includes(value))}
                  value={null}
                  placeholder={t("allLines")}
                  onValueChange={(id) => change({ categoryIds: toggled(values.categoryIds, id) })}
                />
              </Field>
              <Field label={t("productsPicked")}>
                <Combobox
                  choices={lookups.products.filter(({ value }) => !values.productIds.includes(value))}
                  value={null}
                  loading={lookups.isSearching}
                  onSearch={lookups.search}
                  onValueChange={(id) => {
                    lookups.learn(id);
                    change({ productIds: toggled(values.productIds, id) });
                  }}
                />
              </Field>
            </div>
          )}
          {picked.length > 0 && values.kind !== "gift" && (
            <ul className="flex flex-wrap gap-2">
              {picked.map((id) => (
                <li key={id} className="flex items-center gap-1 rounded-full bg-sunken ps-3 text-sm">
                  {lookups.names[id] ?? "…"}
                  <IconButton
                    label={t("removeTarget", { name: lookups.names[id] ?? "" })}
                    icon={<X aria-hidden />}
                    onClick={() =>
                      change({
                        categoryIds: values.categoryIds.filter((one) => one !== id),
                        productIds: values.productIds.filter((one) => one !== id),
                      })
                    }
                  />
                </li>
              ))}
            </ul>
          )}
          <ExceptionFields {...{ values, change, lookups, isTried }} />
          <div className="grid gap-5 sm:grid-cols-2">
            {text("minimum", t("minimum"), { most: 10_000_000 })}
            <Field label={t("minimumOf")}>
              <Select
                value={values.minimumOf}
                onChange={(event) => change({ minimumOf: event.target.value as EditorValues["minimumOf"] })}
                options={[
                  { value: "basket", label: t("ofBasket") },
                  { value: "target", label: t("ofTarget") },
                ]}
              />
            </Field>
          </div>
          <fieldset className="grid gap-1">
            <legend className="mb-1.5 text-sm font-medium">{t("stores")}</legend>
            {values.storeIds.length === 0 && <p className="text-xs text-ink-3">{t("allStores")}</p>}
            <div className="flex flex-wrap gap-x-5">
              {lookups.stores.map(({ value, label }) => (
                <Checkbox
                  key={value}
                  label={label}
                  checked={values.storeIds.includes(value)}
                  onChange={() => change({ storeIds: toggled(values.storeIds, value) })}
                />
              ))}
            </div>
          </fieldset>
          <Field label={t("channels")}>
            <Select
              value={values.channel}
              onChange={(event) => change({ channel: event.target.value as EditorValues["channel"] })}
              placeholder={[channels("shop"), channels("online")].join(says("between"))}
              options={(["shop", "online"] as const).map((value) => ({ value, label: channels(value) }))}
            />
          </Field>
        </Card>
      </Section>
      <Section title={t("validity")} description={t("validityHint")}>
        <Card className="grid gap-5 sm:grid-cols-3">
          {text("from", t("from"), { type: "date" })}
          {text("until", t("until"), { type: "date" })}
          {text("days", t("days"), { most: 3_650 })}
          {isTried && isOpenEnded && (
            <p role="alert" className="text-xs text-danger sm:col-span-3">
              {t("noEnd")}
            </p>
          )}
        </Card>
      </Section>
    </>
  );
}

/** How often, with what else, and in which way. */
export function LimitFields(props: WithLookups) {
  const { values, change } = props;
  const t = useTranslations("coupons.editor");
  const text = useText(props);
  return (
    <>
      <Section title={t("limits")} description={t("noLimit")}>
        <Card className="grid gap-5 sm:grid-cols-3">
          {text("total", t("total"), { most: 100_000_000 })}
          {text("issued", t("issued"), { most: 100_000_000 })}
          {text("perMember", t("perMember"), { most: 100_000_000 })}
          {text("perDay", t("perDay"), { most: 100_000_000 })}
          {text("perMemberPerDay", t("perMemberPerDay"), { most: 100_000_000 })}
          {text("perHeld", t("perHeld"), { most: 1_000 })}
        </Card>
      </Section>
      <Section title={t("stacking")}>
        <Card className="grid gap-5">
          <RadioGroup
            legend={t("stacking")}
            hideLegend
            name="stacking"
            look="inline"
            value={values.stacking}
            onValueChange={(stacking) => change({ stacking: stacking as EditorValues["stacking"] })}
            options={(["exclusive", "free", "group"] as const).map((value) => ({ value, label: t(value) }))}
          />
          {values.stacking === "group" && text("group", t("groupName"), { required: true })}
          <TogetherFields {...props} />
          <RadioGroup
            legend={t("use")}
            name="use"
            look="inline"
            value={values.use}
            onValueChange={(use) => change({ use: use as EditorValues["use"] })}
            options={(["till", "tear", "both"] as const).map((value) => ({ value, label: t(value) }))}
          />
          <Checkbox
            label={t("isForMembers")}
            checked={values.isForMembers}
            onChange={(event) => change({ isForMembers: event.target.checked })}
          />
          <Checkbox
            label={t("isGivenOnJoining")}
            checked={values.isGivenOnJoining}
            onChange={(event) => change({ isGivenOnJoining: event.target.checked })}
          />
        </Card>
      </Section>
    </>
  );
}
