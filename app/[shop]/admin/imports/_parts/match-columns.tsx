"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { addressOf } from "@/components/admin/address";
import { useFormats } from "@/components/format/use-formats";
import { ColumnTable, type FieldChoice } from "@/components/imports/column-table";
import { type DateForms, type Found, FoundPanel } from "@/components/imports/found-panel";
import { PreviewTable } from "@/components/imports/preview-table";
import type { ImportKindName } from "@/components/imports/report-view";
import { SalesRules } from "@/components/imports/sales-rules";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { useMappingDraft } from "./use-mapping-draft";

interface Props {
  fileId: string;
  kind: ImportKindName;
  path: string;
  returnTo: string | null;
  fields: readonly FieldChoice[];
  dateForms: DateForms;
  onAnother: () => void;
}

/** How the file is read and which column is what, with its first rows as they would be kept. */
export function MatchColumns({ fileId, kind, path, returnTo, fields, dateForms, onAnother }: Props) {
  const t = useTranslations("imports.screen");
  const names = useTranslations(`imports.fields.${kind}`);
  const formats = useFormats();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const { draft, isReady, setDraft } = useMappingDraft(`goen.import.${fileId}.${kind}`);
  const look = useQuery({
    ...trpc.imports.look.queryOptions({ fileId, kind, isFresh: draft.isFresh ?? false, ...draft.reading }),
    enabled: isReady,
    placeholderData: (before) => before,
    refetchOnWindowFocus: false,
  });
  const seen = look.data;
  const mapping = draft.mapping ?? seen?.proposal;
  const tried = useQuery({
    ...trpc.imports.tryMapping.queryOptions({
      fileId,
      encoding: seen?.encoding.used ?? "utf-8",
      mapping: mapping ?? { kind, columns: {} },
    }),
    enabled: mapping !== undefined && !look.isPlaceholderData,
    placeholderData: (before) => before,
    refetchOnWindowFocus: false,
  });
  const check = useMutation(
    trpc.imports.check.mutationOptions({
      onSuccess: ({ runId }) => router.push(addressOf(`${path}/${runId}`, { returnTo })),
    }),
  );
  const another = <Button onClick={onAnother}>{t("file.another")}</Button>;
  if (look.isError)
    return (
      <Notice tone="danger" actions={another}>
        {errorText(look.error)}
      </Notice>
    );
  if (!seen || !mapping)
    return (
      <div className="grid gap-4" aria-busy>
        <p className="text-sm text-ink-3">{t("file.looking")}</p>
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-72 w-full" />
      </div>
    );
  const missing = fields.filter(({ name, isRequired }) => isRequired && !mapping.columns[name]);
  const missingText = missing.map(({ name }) => names(name as never)).join(t("comma"));
  // Another way of reading has other columns: what was chosen for the old ones is let go.
  const reread = (change: Partial<Found>) =>
    setDraft({ isFresh: draft.isFresh, reading: { ...draft.reading, ...change } });
  // Until the file was read as chosen now, the columns in sight are those of the reading before.
  const change = (part: Partial<typeof mapping>) => {
    if (!look.isPlaceholderData) setDraft({ ...draft, mapping: { ...mapping, ...part } });
  };
  return (
    <div className="grid gap-6">
      {seen.earlier?.finishedAt && (
        <Notice tone="info" actions={<TextLink href={`${path}/${seen.earlier.runId}`}>{t("earlierLink")}</TextLink>}>
          {t("earlier", { when: formats.dateTime(seen.earlier.finishedAt) })}
        </Notice>
      )}
      {seen.remembered && (
        <Notice
          tone="ok"
          actions={
            <Button size="sm" onClick={() => setDraft({ isFresh: true, reading: draft.reading })}>
              {t("fresh")}
            </Button>
          }
        >
          {t("remembered", { name: seen.remembered.name })}
        </Notice>
      )}
      <FoundPanel
        fileName={seen.fileName}
        encoding={seen.encoding}
        delimiter={seen.delimiter}
        hasHeader={seen.hasHeader}
        dateFormats={mapping.dateFormats ?? []}
        dateForms={dateForms}
        onReading={reread}
        onDates={(dateFormats) => change({ dateFormats })}
        actions={another}
      />
      <div inert={look.isPlaceholderData} className={cn("grid gap-6", look.isPlaceholderData && "opacity-60")}>
        <Section title={t("columns.title")} description={t("columns.lead")}>
          {missing.length > 0 ? (
            <Notice tone="warn">{t("columns.missing", { fields: missingText })}</Notice>
          ) : (
            <Notice tone="ok">{t("columns.all")}</Notice>
          )}
          <ColumnTable
            {...{ kind, fields }}
            headers={seen.headers}
            rows={seen.rows}
            columns={mapping.columns}
            onChange={(columns) => change({ columns })}
          />
        </Section>
        {kind === "purchases" && (
          <SalesRules rules={mapping.purchases} onChange={(purchases) => change({ purchases })} />
        )}
      </div>
      <Section title={t("preview.title", { count: formats.number(seen.rows.length) })} description={t("preview.lead")}>
        {tried.isError ? (
          <Notice tone="danger" title={t("preview.failed")}>
            {errorText(tried.error)}
          </Notice>
        ) : tried.data ? (
          <PreviewTable
            kind={kind}
            headers={seen.headers}
            rows={seen.rows}
            columns={mapping.columns}
            preview={tried.data}
            fields={fields.map(({ name }) => name)}
            isOld={tried.isPlaceholderData}
          />
        ) : (
          <Skeleton className="h-72 w-full" />
        )}
      </Section>
      {check.isError && <Notice tone="danger">{errorText(check.error)}</Notice>}
      <div>
        <Button
          variant="primary"
          loading={look.isPlaceholderData || check.isPending || check.isSuccess}
          disabledReason={missing.length > 0 ? t("columns.missing", { fields: missingText }) : undefined}
          onClick={() => check.mutate({ fileId, encoding: seen.encoding.used, mapping })}
        >
          {t("checkNow")}
        </Button>
      </div>
    </div>
  );
}
