"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { ViewSwitch } from "./view-switch";

export interface PreviewMail {
  subject: string;
  html: string;
  text: string;
  preheader: string;
}

interface Props {
  mail: PreviewMail | null;
  /** Newer words are on their way. */
  isStale: boolean;
  /** Said under the mail: an error, or that part of it is invented. */
  note?: ReactNode;
  locale: "ja" | "en";
  /** Chooses the person. */
  person: ReactNode;
  /** To the one before and after in the target; null where there is none. */
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}

/** Mails choose their dark look by a media query: here the reader of the preview chooses instead. */
const inLook = (html: string, look: "light" | "dark") =>
  html.replaceAll(/@media\s*\(prefers-color-scheme:\s*dark\)/g, look === "dark" ? "@media all" : "@media not all");

/** The mail as a chosen person will see it: language, width and look of the device, with or without pictures. */
export function PreviewPane({ mail, isStale, note, locale, person, onPrevious, onNext }: Props) {
  const t = useTranslations("composer.preview");
  const [width, setWidth] = useState<"phone" | "desktop">("phone");
  const [look, setLook] = useState<"light" | "dark">("light");
  const [form, setForm] = useState<"html" | "text">("html");
  return (
    <Card className="grid gap-4">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">{person}</div>
        <IconButton
          label={t("previous")}
          icon={<ChevronLeft aria-hidden />}
          disabled={!onPrevious}
          onClick={() => onPrevious?.()}
        />
        <IconButton
          label={t("next")}
          icon={<ChevronRight aria-hidden />}
          disabled={!onNext}
          onClick={() => onNext?.()}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <ViewSwitch
          legend={t("width")}
          name="preview-width"
          value={width}
          onChange={setWidth}
          options={(["phone", "desktop"] as const).map((value) => ({ value, label: t(value) }))}
        />
        <ViewSwitch
          legend={t("look")}
          name="preview-look"
          value={look}
          onChange={setLook}
          options={(["light", "dark"] as const).map((value) => ({ value, label: t(value) }))}
        />
        <ViewSwitch
          legend={t("form")}
          name="preview-form"
          value={form}
          onChange={setForm}
          options={(["html", "text"] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      {mail ? (
        <div lang={locale} className={cn("grid gap-3 transition-opacity", isStale && "opacity-60")} aria-busy={isStale}>
          <div className="rounded-lg border border-line bg-sunken px-4 py-3">
            <p className="text-sm font-semibold">{mail.subject || t("noSubject")}</p>
            <p className="truncate text-xs text-ink-3">{mail.preheader}</p>
          </div>
          {form === "html" ? (
            <div className={cn("mx-auto w-full", width === "phone" && "max-w-[375px]")}>
              <iframe
                title={t("frame")}
                srcDoc={inLook(mail.html, look)}
                sandbox=""
                referrerPolicy="no-referrer"
                className={cn(
                  "h-[36rem] w-full rounded-lg border border-line",
                  look === "dark" ? "bg-black" : "bg-white",
                )}
              />
            </div>
          ) : (
            <pre
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling text must be reachable by keys
              tabIndex={0}
              aria-label={t("text")}
              className="h-[36rem] overflow-auto whitespace-pre-wrap rounded-lg border border-line bg-surface p-4 font-mono text-xs"
            >
              {mail.text}
            </pre>
          )}
        </div>
      ) : (
        !note && <Skeleton className="h-[36rem]" />
      )}
      {note}
      <p className="text-xs text-ink-3">{t("links")}</p>
    </Card>
  );
}
