"use client";

import { FileKey } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

const mostBytes = 64 * 1024;

interface Props {
  label: string;
  hint: string;
  accept: string;
  chosen: { name: string; base64: string } | null;
  onChoose: (file: { name: string; base64: string } | null) => void;
  error?: string;
}

/** Reads a small file in the browser, as base64: it is sent with the rest of its form. */
export function FileField({ label, hint, accept, chosen, onChoose, error }: Props) {
  const t = useTranslations("passes");
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const said = isTooLarge ? t("tooLarge") : error;
  const take = async (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > mostBytes);
    if (file.size > mostBytes) return onChoose(null);
    const bytes = new Uint8Array(await file.arrayBuffer());
    onChoose({ name: file.name, base64: btoa(String.fromCharCode(...bytes)) });
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <input
          ref={picker}
          id={id}
          type="file"
          accept={accept}
          tabIndex={-1}
          className="sr-only"
          aria-describedby={`${id}-hint${said ? ` ${id}-error` : ""}`}
          aria-invalid={said ? true : undefined}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <Button
          icon={<FileKey aria-hidden />}
          onClick={() => picker.current?.click()}
          aria-label={`${t("choose")}: ${label}`}
        >
          {t("choose")}
        </Button>
        <span className="min-w-0 break-all text-sm text-ink-2">{chosen?.name ?? t("none")}</span>
      </div>
      <p id={`${id}-hint`} className="text-xs text-ink-3">
        {hint}
      </p>
      {said && (
        <p id={`${id}-error`} role="alert" className="text-xs text-danger">
          {said}
        </p>
      )}
    </div>
  );
}
