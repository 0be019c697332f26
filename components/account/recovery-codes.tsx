"use client";

import { Download, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

/** Ten codes, shown this once: to copy, keep as a file, or print. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("access.totp");
  const text = codes.join("\n");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const save = () => {
    const href = URL.createObjectURL(new Blob([`Goen\n${text}\n`], { type: "text/plain" }));
    const link = Object.assign(document.createElement("a"), { href, download: "goen-recovery-codes.txt" });
    link.click();
    URL.revokeObjectURL(href);
  };
  return (
    <section className="grid gap-4">
      <h2 ref={heading} tabIndex={-1} className="text-base outline-none">
        {t("codesTitle")}
      </h2>
      <Notice tone="warn">{t("codesLead")}</Notice>
      <ol className="grid grid-cols-2 gap-x-4 gap-y-1 rounded-lg bg-sunken px-4 py-3 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={text} label={t("copy")} />
        <Button size="sm" icon={<Download aria-hidden />} onClick={save}>
          {t("download")}
        </Button>
        <Button size="sm" icon={<Printer aria-hidden />} onClick={() => window.print()}>
          {t("print")}
        </Button>
      </div>
    </section>
  );
}
