"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ExportDialog } from "../exports/export-dialog";

/** A month's postings as a file. */
export function JournalExport({ month: shown, listHref }: { month: string; listHref: string }) {
  const t = useTranslations("books.liability");
  const [month, setMonth] = useState(shown);
  return (
    <Card className="flex flex-wrap items-end gap-4 print:hidden">
      <div className="min-w-60 flex-1">
        <h2 className="text-base">{t("journals")}</h2>
        <p className="text-sm text-ink-3">{t("journalsLead")}</p>
      </div>
      <Field label={t("journalMonth")} className="w-44">
        <Input type="month" required value={month} onChange={(event) => setMonth(event.target.value || shown)} />
      </Field>
      <ExportDialog kind="point_journals" filter={{ month }} listHref={listHref} label={t("export")} />
    </Card>
  );
}
