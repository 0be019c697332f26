"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import type { RunView } from "./live-run";

const known = ["look", "check", "read", "resolve", "write"] as const;

/** How far a run has come, at what rate, how long it takes yet, and the way to stop it. */
export function RunProgress({ run, path }: { run: RunView; path: string }) {
  const t = useTranslations("imports.screen");
  const formats = useFormats();
  const phase = known.find((name) => name === run.phase) ?? "look";
  const rate = useRate(run, phase);
  const total = run.rowsTotal ?? 0;
  const isReceipts = run.kind === "purchases" && phase === "write";
  const left = rate > 0 && total > run.rowsDone ? (total - run.rowsDone) / rate : null;
  const leftText =
    left === null
      ? null
      : left < 90
        ? t("progress.seconds", { n: Math.ceil(left) })
        : t("progress.minutes", { n: Math.ceil(left / 60) });
  return (
    <Card>
      <div className="grid gap-4" aria-live="polite">
        {run.state === "queued" ? (
          <p>
            {run.waitsFor ? t("waitingFor") : t("waiting")}{" "}
            {run.waitsFor && <TextLink href={`${path}/${run.waitsFor}`}>{t("waitingLink")}</TextLink>}
          </p>
        ) : (
          <>
            <Progress
              label={t(`phase.${phase}`)}
              detail={
                total > 0 && phase !== "look"
                  ? t(isReceipts ? "progress.receipts" : "progress.rows", {
                      done: formats.number(run.rowsDone),
                      total: formats.number(total),
                    })
                  : undefined
              }
              max={Math.max(total, 1)}
              value={phase === "look" ? 0 : run.rowsDone}
            />
            <p className="tabular text-sm text-ink-3">
              {[
                rate > 0 && !isReceipts ? t("progress.rate", { rate: formats.number(Math.round(rate)) }) : null,
                leftText && t("progress.left", { left: leftText }),
                t("progress.leave"),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </>
        )}
        <StopButton run={run} />
      </div>
    </Card>
  );
}

/** Rows a second since this phase was first seen, by the server's clock. */
function useRate(run: RunView, phase: string): number {
  const here = { phase, rows: run.rowsDone, at: run.now.getTime() };
  const [first, setFirst] = useState(here);
  if (first.phase !== phase || run.rowsDone < first.rows) setFirst(here);
  const seconds = (here.at - first.at) / 1_000;
  return seconds > 0 ? (here.rows - first.rows) / seconds : 0;
}

function StopButton({ run }: { run: RunView }) {
  const t = useTranslations("imports.screen");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const stop = useMutation(trpc.imports.stop.mutationOptions());
  if (run.isStopping || stop.isSuccess) return <p className="text-sm text-ink-3">{t("stop.asked")}</p>;
  return (
    <div className="grid justify-items-start gap-2">
      {stop.isError && <Notice tone="danger">{errorText(stop.error)}</Notice>}
      <ConfirmDialog
        trigger={<Button>{t("stop.action")}</Button>}
        title={t("stop.title")}
        description={t(run.isDryRun ? "stop.descriptionCheck" : "stop.description")}
        confirmLabel={t("stop.action")}
        onConfirm={() => stop.mutateAsync({ runId: run.runId }).catch(() => undefined)}
      />
    </div>
  );
}
