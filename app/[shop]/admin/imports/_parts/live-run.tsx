"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { errorText as sentenceFor, useErrorText } from "@/app/use-error-text";
import { addressOf } from "@/components/admin/address";
import { FaultList } from "@/components/imports/fault-list";
import { RowCountsPanel, SalesBooksPanel } from "@/components/imports/import-report";
import { ImportSteps } from "@/components/imports/import-steps";
import type { ImportReportView } from "@/components/imports/report-view";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { runById } from "@/server/imports/queries/runs";
import { RunProgress } from "./run-progress";

export type RunView = Awaited<ReturnType<typeof runById>>;

interface Props {
  slug: string;
  base: string;
  initial: RunView;
  returnTo: string | null;
}

const busyMs = 1_000;

/** A check or an import: how far it is, what came of it, and what can be done next. */
export function LiveRun({ slug, base, initial, returnTo }: Props) {
  const t = useTranslations("imports.screen");
  const all = useTranslations();
  const trpc = useTRPC();
  const path = `${base}/imports`;
  const isOpen = (run: RunView | undefined) => run?.state === "queued" || run?.state === "running";
  const { data: run } = useQuery({
    ...trpc.imports.byId.queryOptions({ runId: initial.runId }),
    initialData: initial,
    refetchInterval: ({ state }) => (isOpen(state.data) ? busyMs : false),
  });
  const faults = useQuery({
    ...trpc.imports.faults.queryOptions({ runId: initial.runId, limit: 20 }),
    enabled: !isOpen(run) && run.faultCount > 0,
  });
  const report = run.report as ImportReportView | null;
  const isDone = run.state === "done";
  return (
    <div className="grid gap-6">
      <ImportSteps current={run.isDryRun ? "check" : "run"} />
      {isOpen(run) && <RunProgress run={run} path={path} />}
      {run.state === "stopped" && <Notice tone="warn">{t("done.stopped")}</Notice>}
      {run.state === "failed" && (
        <Notice tone="danger" title={t(run.isDryRun ? "done.checkFailed" : "done.failed")}>
          {report && report.kind === undefined && sentenceFor(all, report.reason, report.details)}
        </Notice>
      )}
      {isDone && (
        <Notice tone="ok">
          {t(run.isDryRun ? "done.check" : "done.run")} {report?.kind && report.isResumed && t("resumed")}
        </Notice>
      )}
      {report?.kind === "rows" && <RowCountsPanel counts={report.counts} />}
      {report?.kind === "purchases" && <SalesBooksPanel books={report.books} isDryRun={run.isDryRun} />}
      {!isOpen(run) && <NextSteps {...{ run, report, path, base, returnTo }} />}
      {faults.isLoading && <Skeleton className="h-40 w-full" />}
      {faults.isError && <ErrorState onRetry={() => void faults.refetch()} />}
      {faults.data && faults.data.rows.length > 0 && (
        <FaultList
          faults={faults.data.rows}
          count={run.faultCount}
          downloadHref={run.fileKeptUntil ? `/api/imports/${slug}/${run.runId}/errors` : null}
          keptUntil={run.fileKeptUntil}
        />
      )}
    </div>
  );
}

type NextProps = { run: RunView; report: ImportReportView | null; path: string; base: string; returnTo: string | null };

function NextSteps({ run, report, path, base, returnTo }: NextProps) {
  const t = useTranslations("imports.screen");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const go = useMutation(
    trpc.imports.run.mutationOptions({
      onSuccess: ({ runId }) => router.push(addressOf(`${path}/${runId}`, { returnTo })),
    }),
  );
  const counts = report?.kind === "rows" ? report.counts : null;
  const usable = counts ? counts.created + counts.updated + counts.unchanged : 1;
  const isSame = counts !== null && usable > 0 && counts.created + counts.updated === 0;
  const mend = addressOf(`${path}/new`, { kind: run.kind, file: run.fileId, returnTo });
  return (
    <div className="grid gap-3">
      {run.isDryRun && run.state === "done" && isSame && <Notice>{t("done.nothing")}</Notice>}
      {go.isError && <Notice tone="danger">{errorText(go.error)}</Notice>}
      <div className="flex flex-wrap gap-2">
        {run.isDryRun && run.state === "done" && !run.nextRunId && (
          <Button
            variant="primary"
            loading={go.isPending || go.isSuccess}
            disabledReason={usable === 0 ? t("goNothing") : undefined}
            onClick={() => go.mutate({ runId: run.runId })}
          >
            {t("go")}
          </Button>
        )}
        {run.nextRunId && (
          <ButtonLink variant="primary" href={addressOf(`${path}/${run.nextRunId}`, { returnTo })}>
            {t("followed")}
          </ButtonLink>
        )}
        {returnTo && !run.isDryRun && (
          <ButtonLink variant="primary" href={returnTo}>
            {t("return")}
          </ButtonLink>
        )}
        {run.fileKeptUntil && <ButtonLink href={mend}>{t("fix")}</ButtonLink>}
        {!run.isDryRun && run.kind === "members" && run.state === "done" && (
          <ButtonLink href={`${base}/members`}>{t("toMembers")}</ButtonLink>
        )}
        <ButtonLink href={addressOf(`${path}/new`, { kind: run.kind, returnTo })}>{t("again")}</ButtonLink>
      </div>
    </div>
  );
}
