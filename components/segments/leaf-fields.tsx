"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Combobox, type Choice } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useFoundChoices } from "@/components/ui/use-found-choices";
import type { SegmentWhen } from "@/server/segments/input";

type NumberFieldProps = {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  unit?: string;
  placeholder?: string;
  /** Days from today may lie before it. */
  signed?: boolean;
  wide?: boolean;
};

const readNumber = (text: string, signed: boolean): number | undefined => {
  const plain = text
    .normalize("NFKC")
    .replaceAll(/[,\s]/g, "")
    .replace(/^[−‐ー]/, "-");
  return (signed ? /^-?\d{1,12}$/ : /^\d{1,12}$/).test(plain) ? Number(plain) : undefined;
};

/** A whole number with its unit; full-width digits and thousands commas are read too. Empty or unreadable is undefined. */
export function NumberField({ label, value, onChange, unit, placeholder, signed = false, wide }: NumberFieldProps) {
  const [text, setText] = useState(value === undefined ? "" : String(value));
  // Undo, redo and templates change the number from outside.
  if (
    readNumber(text, signed) !== value &&
    !(value === undefined && text !== "" && readNumber(text, signed) === undefined)
  )
    setText(value === undefined ? "" : String(value));
  return (
    <Field label={label} hideLabel className={wide ? "w-40" : "w-28"}>
      <Input
        inputMode={signed ? "text" : "numeric"}
        autoComplete="off"
        maxLength={16}
        value={text}
        suffix={unit}
        placeholder={placeholder}
        className="text-end tabular"
        onChange={(event) => {
          setText(event.target.value);
          onChange(readNumber(event.target.value, signed));
        }}
      />
    </Field>
  );
}

type WhenFieldProps = {
  value: SegmentWhen | undefined;
  onChange: (value: SegmentWhen | undefined) => void;
  /** Offers "at any time". */
  optional?: boolean;
};

const modeOf = (value: SegmentWhen | undefined) =>
  value === undefined ? "any" : "lastDays" in value ? "last" : "beforeLastDays" in value ? "before" : "days";

/** When: in the last days, before that, or between two days. */
export function WhenField({ value, onChange, optional }: WhenFieldProps) {
  const t = useTranslations("segmentBuilder.when");
  const mode = modeOf(value);
  const start: Record<string, SegmentWhen | undefined> = {
    any: undefined,
    last: { lastDays: value && "beforeLastDays" in value ? value.beforeLastDays : 30 },
    before: { beforeLastDays: value && "lastDays" in value ? value.lastDays : 90 },
    days: {},
  };
  const day = (key: "from" | "to") => (
    <Field label={t(key)} hideLabel className="w-40">
      <Input
        type="date"
        min="1900-01-01"
        max="2200-12-31"
        value={(value && "from" in value) || (value && "to" in value) ? (value[key] ?? "") : ""}
        onChange={(event) => {
          const other = value && !("lastDays" in value) && !("beforeLastDays" in value) ? value : {};
          const { [key]: _, ...rest } = other;
          onChange(event.target.value ? { ...rest, [key]: event.target.value } : rest);
        }}
      />
    </Field>
  );
  return (
    <>
      <Field label={t("label")} hideLabel className="w-40">
        <Select value={mode} onChange={(event) => onChange(start[event.target.value])}>
          {optional && <option value="any">{t("any")}</option>}
          <option value="last">{t("last")}</option>
          <option value="before">{t("before")}</option>
          <option value="days">{t("days")}</option>
        </Select>
      </Field>
      {mode === "last" && (
        <NumberField
          label={t("lastDays")}
          unit={t("dayUnit")}
          value={value && "lastDays" in value ? value.lastDays : undefined}
          onChange={(days) => onChange({ lastDays: days as number })}
        />
      )}
      {mode === "before" && (
        <NumberField
          label={t("beforeDays")}
          unit={t("dayUnit")}
          value={value && "beforeLastDays" in value ? value.beforeLastDays : undefined}
          onChange={(days) => onChange({ beforeLastDays: days as number })}
        />
      )}
      {mode === "days" && (
        <>
          {day("from")}
          <span aria-hidden className="text-ink-3">
            {t("to_sign")}
          </span>
          {day("to")}
        </>
      )}
    </>
  );
}

type PickManyProps = {
  label: string;
  placeholder: string;
  value: readonly string[] | undefined;
  onChange: (value: string[] | undefined) => void;
  nameOf: (value: string) => string;
  /** All there is to choose from … */
  choices?: readonly Choice[];
  /** … or, where that is too much, what fits a text. */
  search?: (text: string) => Promise<readonly Choice[]>;
  onPick?: (choice: Choice) => void;
};

const nothing = async () => [];

/** Several of many, found by typing; each stands as a chip that can be taken away again. */
export function PickMany({ label, placeholder, value, onChange, nameOf, choices, search, onPick }: PickManyProps) {
  const t = useTranslations("segmentBuilder");
  const box = useRef<HTMLDivElement>(null);
  const { found, isLoading, ask } = useFoundChoices(search ?? nothing);
  const picked = value ?? [];
  const drop = (id: string) => {
    const rest = picked.filter((one) => one !== id);
    onChange(rest.length > 0 ? rest : undefined);
    // The chip is gone; whoever works by keyboard goes on where the next one is chosen.
    box.current?.querySelector("input")?.focus();
  };
  const open = (search ? found : (choices ?? [])).filter((choice) => !picked.includes(choice.value));
  return (
    <div ref={box} className="flex min-w-0 flex-wrap items-center gap-1.5">
      {picked.map((id) => (
        <span
          key={id}
          className="inline-flex max-w-64 items-center gap-1 rounded-full border border-line bg-sunken ps-3 pe-1 text-sm"
        >
          <span className="truncate">{nameOf(id)}</span>
          <button
            type="button"
            aria-label={t("take", { name: nameOf(id) })}
            onClick={() => drop(id)}
            className="flex size-7 items-center justify-center rounded-full text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      ))}
      <Field label={label} hideLabel className="w-48">
        <Combobox
          choices={open}
          value={null}
          placeholder={placeholder}
          loading={isLoading}
          {...(search ? { onSearch: ask } : {})}
          onValueChange={(id) => {
            const choice = open.find((one) => one.value === id);
            if (choice) onPick?.(choice);
            onChange([...picked, id]);
          }}
        />
      </Field>
    </div>
  );
}
