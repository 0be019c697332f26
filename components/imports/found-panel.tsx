"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

/** How the bytes of a file become rows and columns. */
export interface Found {
  encoding: "utf-8" | "shift_jis";
  delimiter: "," | "\t" | ";" | "|";
  hasHeader: boolean;
}

interface Props {
  fileName: string;
  encoding: { used: Found["encoding"]; found: Found["encoding"]; hasBom: boolean };
  delimiter: string;
  hasHeader: boolean;
  dateFormats: readonly string[];
  /** Every way of writing dates, by what stands first. */
  dateForms: DateForms;
  onReading: (change: Partial<Found>) => void;
  onDates: (formats: string[]) => void;
  actions: ReactNode;
}

export type DateForms = Readonly<Record<"year" | "month" | "day", readonly string[]>>;

const delimiters = { ",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe" } as const;

/** What was found out about a file, each of it open to correction. */
export function FoundPanel({ fileName, encoding, delimiter, hasHeader, dateFormats, dateForms, ...rest }: Props) {
  const t = useTranslations("imports.screen.found");
  const { onReading, onDates, actions } = rest;
  const order = dateFormats[0]?.startsWith("M") ? "month" : dateFormats[0]?.startsWith("d") ? "day" : "year";
  const foundName = t(encoding.found === "utf-8" && encoding.hasBom ? "bom" : encoding.found);
  return (
    <Section title={t("title")} description={<span className="break-all">{fileName}</span>} actions={actions}>
      <Card>
        <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-4">
          <Field label={t("encoding")} hint={t("auto", { encoding: foundName })}>
            <Select
              value={encoding.used}
              onChange={(event) => onReading({ encoding: event.target.value as Found["encoding"] })}
              options={[
                { value: "utf-8", label: t("utf-8") },
                { value: "shift_jis", label: t("shift_jis") },
              ]}
            />
          </Field>
          <Field label={t("delimiter")}>
            <Select
              value={delimiter}
              onChange={(event) => onReading({ delimiter: event.target.value as Found["delimiter"] })}
              options={Object.entries(delimiters).map(([value, name]) => ({ value, label: t(name) }))}
            />
          </Field>
          <Field label={t("dates")}>
            <Select
              value={order}
              onChange={(event) => onDates([...dateForms[event.target.value as keyof DateForms]])}
              options={(["year", "month", "day"] as const).map((value) => ({ value, label: t(value) }))}
            />
          </Field>
          <Checkbox
            className="sm:mt-6"
            label={t("header")}
            checked={hasHeader}
            onChange={(event) => onReading({ hasHeader: event.target.checked })}
          />
        </div>
      </Card>
    </Section>
  );
}
