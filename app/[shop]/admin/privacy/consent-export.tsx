"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { consentChannels } from "@/server/books/input";
import { ExportDialog } from "../exports/export-dialog";

/** The consent ledger as evidence, by channel. */
export function ConsentExport({ listHref }: { listHref: string }) {
  const t = useTranslations("books.consents");
  const [chosen, setChosen] = useState("");
  const channel = consentChannels.find((one) => one === chosen);
  return (
    <Card className="flex flex-wrap items-end gap-4">
      <div className="min-w-60 flex-1">
        <h2 className="text-base">{t("title")}</h2>
        <p className="text-sm text-ink-3">{t("lead")}</p>
      </div>
      <Field label={t("channel")} className="w-44">
        <Select
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          options={[
            { value: "", label: t("any") },
            ...consentChannels.map((one) => ({ value: one, label: t(`channels.${one}`) })),
          ]}
        />
      </Field>
      <ExportDialog kind="consent_ledger" filter={channel ? { channel } : {}} listHref={listHref} />
    </Card>
  );
}
