"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** What the page shows, as a file for the auditor; made where it is read, from our own words and numbers. */
export function ProofCsv({ name, rows }: { name: string; rows: readonly (readonly (string | number)[])[] }) {
  const t = useTranslations("admin.proof");
  const save = () => {
    const text = rows.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",")).join("\r\n");
    // The mark at the beginning tells Japanese Excel that this is no Shift_JIS.
    const href = URL.createObjectURL(new Blob([`\uFEFF${text}\r\n`], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = href;
    link.download = name;
    link.click();
    URL.revokeObjectURL(href);
  };
  return (
    <Button icon={<Download aria-hidden />} onClick={save}>
      {t("download")}
    </Button>
  );
}
