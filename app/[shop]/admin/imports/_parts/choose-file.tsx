"use client";

import { useTranslations } from "next-intl";
import { errorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { FileDrop } from "@/components/imports/file-drop";
import { importKindNames, type ImportKindName } from "@/components/imports/report-view";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { RadioGroup } from "@/components/ui/radio-group";
import { disguiseOf } from "@/server/imports/rules/disguise";
import { useUpload } from "./use-upload";

interface Props {
  slug: string;
  kind: ImportKindName;
  maxMegabytes: number;
  legend: string;
  onKind: (kind: ImportKindName) => void;
  onFile: (fileId: string) => void;
}

const megabyte = 1024 * 1024;

/** What is taken in, and from which file; what is no list is named before a byte is sent. */
export function ChooseFile({ slug, kind, maxMegabytes, legend, onKind, onFile }: Props) {
  const t = useTranslations();
  const formats = useFormats();
  const { upload, send, fail, cancel } = useUpload(slug, onFile);
  const take = async (file: File) => {
    const size = formats.number(Math.ceil(file.size / megabyte));
    if (file.size > maxMegabytes * megabyte)
      return fail({ reason: "imports.screen.file.tooLarge", details: { size, megabytes: maxMegabytes } });
    if (file.size === 0) return fail({ reason: "imports.empty_file", details: {} });
    const disguise = disguiseOf(new Uint8Array(await file.slice(0, 8_192).arrayBuffer()));
    if (disguise) return fail({ reason: `imports.not_csv_${disguise}`, details: {} });
    send(file);
  };
  return (
    <div className="grid gap-6">
      <RadioGroup
        legend={legend}
        name="kind"
        look="cards"
        value={kind}
        onValueChange={(value) => onKind(value as ImportKindName)}
        options={importKindNames.map((value) => ({
          value,
          label: t(`imports.screen.kind.${value}`),
          hint: t(`imports.screen.kindHint.${value}`),
        }))}
      />
      {upload.state === "failed" && <Notice tone="danger">{sentence(t, upload.problem)}</Notice>}
      {upload.state === "sending" ? (
        <Card>
          <div className="grid gap-4">
            <Progress
              label={t("imports.screen.file.sending", { name: upload.name })}
              detail={formats.percent(upload.total > 0 ? upload.sent / upload.total : 0, 0)}
              max={upload.total}
              value={upload.sent}
            />
            <div>
              <Button onClick={cancel}>{t("imports.screen.file.cancel")}</Button>
            </div>
          </div>
        </Card>
      ) : (
        <FileDrop
          maxMegabytes={maxMegabytes}
          onFile={(file) => void take(file)}
          onMany={() => fail({ reason: "imports.screen.file.dropped", details: {} })}
        />
      )}
    </div>
  );
}

type Problem = { reason: string; details: Record<string, string | number> };

function sentence(t: ReturnType<typeof useTranslations>, { reason, details }: Problem): string {
  if (reason === "lost") return t("imports.screen.file.lost");
  if (reason === "cancelled") return t("imports.screen.file.cancelled");
  return reason.startsWith("imports.screen.") ? t(reason as never, details as never) : errorText(t, reason, details);
}
