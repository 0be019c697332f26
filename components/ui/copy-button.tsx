"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button";
import { toast } from "./toaster";

/** Copies a text; says so for two seconds. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useTranslations("ui");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The clipboard is refused outside of secure pages; the person can still select the text.
      toast.error(t("copyFailed"));
    }
  };
  return (
    <IconButton
      size="sm"
      label={copied ? t("copied") : (label ?? t("copy"))}
      icon={copied ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
      onClick={copy}
    />
  );
}
