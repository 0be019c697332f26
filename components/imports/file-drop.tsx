"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { cn } from "@/components/ui/cn";

interface Props {
  maxMegabytes: number;
  onFile: (file: File) => void;
  /** More than one was dropped. */
  onMany: () => void;
}

/** Where a list is dropped, or chosen by the device's own picker. */
export function FileDrop({ maxMegabytes, onFile, onMany }: Props) {
  const t = useTranslations("imports.screen.file");
  const [isOver, setOver] = useState(false);
  const id = useId();
  const take = (files: FileList | null) => {
    const [file, ...more] = files ?? [];
    if (more.length > 0) onMany();
    else if (file) onFile(file);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      className={cn(
        "flex flex-col items-center gap-3 rounded-xl border-2 border-dashed px-6 py-10 text-center transition-colors",
        isOver ? "border-brand-text bg-brand-soft" : "border-line-strong bg-surface",
      )}
    >
      <FileUp aria-hidden className="size-8 text-ink-3" />
      <p className="font-medium max-sm:hidden">{t("drop")}</p>
      <p className="text-sm text-ink-3 max-sm:hidden">{t("or")}</p>
      <label
        htmlFor={id}
        className={cn(
          buttonStyle({ variant: "primary" }),
          "cursor-pointer focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-brand-text",
        )}
      >
        {t("choose")}
        <input
          id={id}
          type="file"
          accept=".csv,.tsv,.txt,.gz,text/csv,text/plain"
          className="sr-only"
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
        />
      </label>
      <p className="text-sm text-ink-3">{t("hint", { megabytes: maxMegabytes })}</p>
    </div>
  );
}
