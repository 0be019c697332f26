"use client";

import { Braces } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Menu } from "@/components/ui/menu";
import { Textarea } from "@/components/ui/textarea";
import type { MergeTag } from "@/server/contents/input";

interface Props {
  label: string;
  hint?: string;
  value: string;
  most: number;
  /** More than one line. */
  rows?: number;
  lang: string;
  tags: readonly MergeTag[];
  required?: boolean;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A text of the mail, with a menu of what can be put in for each person. */
export function TagField({ label, hint, value, most, rows, lang, tags, required, error, onChange }: Props) {
  const t = useTranslations("composer.contents");
  const control = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const length = [...value].length;
  const insert = (tag: MergeTag) => {
    const element = control.current;
    const from = element?.selectionStart ?? value.length;
    const to = element?.selectionEnd ?? from;
    const word = `{{${tag}}}`;
    onChange(value.slice(0, from) + word + value.slice(to));
    caret.current = from + word.length;
  };
  /** After a choice the focus belongs to the text, behind what was put in; the menu would take it back to its button. */
  const backToText = (event: Event) => {
    const at = caret.current;
    caret.current = null;
    if (at === null) return;
    event.preventDefault();
    control.current?.focus();
    control.current?.setSelectionRange(at, at);
  };
  const common = { ref: control, value, lang, spellCheck: false, autoComplete: "off" } as const;
  const isLong = length > most;
  return (
    <div className="relative">
      <Field
        label={label}
        required={required ?? false}
        hint={
          <span className="flex flex-wrap justify-between gap-x-4">
            <span>{hint}</span>
            <span className={isLong ? "tabular text-danger" : "tabular"}>{t("length", { length, most })}</span>
          </span>
        }
        error={isLong ? t("tooLong", { most }) : error}
      >
        {rows ? (
          <Textarea {...common} rows={rows} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <Input {...common} onChange={(event) => onChange(event.target.value.replace(/[\r\n]+/g, " "))} />
        )}
      </Field>
      <div className="absolute end-0 -top-1.5">
        <Menu
          label={t("insertTitle")}
          onCloseAutoFocus={backToText}
          items={tags.map((tag) => ({
            key: tag,
            label: t(`tag.${tag}`),
            hint: `{{${tag}}}`,
            onSelect: () => insert(tag),
          }))}
          trigger={
            <Button
              size="sm"
              variant="ghost"
              icon={<Braces aria-hidden />}
              aria-label={t("insertInto", { field: label })}
            >
              {t("insert")}
            </Button>
          }
        />
      </div>
    </div>
  );
}
