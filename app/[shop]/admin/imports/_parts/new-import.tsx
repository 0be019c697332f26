"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { addressOf } from "@/components/admin/address";
import type { FieldChoice } from "@/components/imports/column-table";
import type { DateForms } from "@/components/imports/found-panel";
import { ImportSteps } from "@/components/imports/import-steps";
import { importKindNames, type ImportKindName } from "@/components/imports/report-view";
import { ChooseFile } from "./choose-file";
import { MatchColumns } from "./match-columns";

interface Props {
  slug: string;
  base: string;
  maxMegabytes: number;
  fields: Readonly<Record<ImportKindName, readonly FieldChoice[]>>;
  dateForms: DateForms;
  start: { kind: string | undefined; fileId: string | undefined };
  returnTo: string | null;
}

/** From a file to a mapping that can be checked. Kind and file stand in the address, so going back and reloading lose nothing. */
export function NewImport({ slug, base, maxMegabytes, fields, dateForms, start, returnTo }: Props) {
  const t = useTranslations("imports.screen");
  const [kind, setKind] = useState(importKindNames.find((name) => name === start.kind) ?? "members");
  const [fileId, setFileId] = useState(start.fileId ?? null);
  const path = `${base}/imports`;
  useEffect(() => {
    history.replaceState(null, "", addressOf(`${path}/new`, { kind, file: fileId, returnTo }));
  }, [path, kind, fileId, returnTo]);
  return (
    <div className="grid gap-6">
      <ImportSteps current={fileId ? "columns" : "file"} />
      {fileId ? (
        <MatchColumns
          key={`${fileId} ${kind}`}
          {...{ fileId, kind, path, returnTo, dateForms }}
          fields={fields[kind]}
          onAnother={() => setFileId(null)}
        />
      ) : (
        <ChooseFile {...{ slug, kind, maxMegabytes }} legend={t("file.kind")} onKind={setKind} onFile={setFileId} />
      )}
    </div>
  );
}
