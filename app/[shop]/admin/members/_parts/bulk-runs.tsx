"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/toaster";

interface Props {
  tags: readonly { tagId: string; name: string }[];
  /** So that a list that was changed by a run is asked for anew. */
  initial: readonly { runId: string }[];
}

const actions = ["add_tag", "remove_tag", "withdraw_consent"] as const;

/** Bulk actions under way, with their progress, and those that can still be taken back. */
export function BulkRuns({ tags, initial }: Props) {
  const t = useTranslations("memberDesk.bulk");
  const trpc = useTRPC();
  const router = useRouter();
  const runs = useQuery({
    ...trpc.memberDesk.bulkRuns.queryOptions(undefined, { staleTime: 0 }),
    refetchInterval: ({ state: { data } }) => (data?.some(isBusy) ? 1_500 : data?.length ? 30_000 : false),
  });
  // The page that was asked for anew knows of runs that this list has not heard of.
  const { refetch } = runs;
  const known = initial.map((run) => run.runId).join();
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- asked anew whenever the page knows of others
  useEffect(() => void refetch(), [known, refetch]);
  const busy = runs.data?.some(isBusy) ?? false;
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !busy) router.refresh();
    wasBusy.current = busy;
  }, [busy, router]);
  if (!runs.data?.length) return null;
  return (
    <ul aria-label={t("recent")} className="grid gap-2">
      {runs.data.map((run) => (
        <RunLine key={run.runId} run={run} tag={tags.find((tag) => tag.tagId === run.tagId)?.name ?? ""} />
      ))}
    </ul>
  );
}

const isBusy = (run: { state: string }) => run.state === "running" || run.state === "undoing";

interface RunView {
  runId: string;
  action: string;
  state: string;
  total: number;
  by: string | null;
  createdAt: Date;
  undoUntil: Date | null;
}

function RunLine({ run, tag }: { run: RunView; tag: string }) {
  const t = useTranslations("memberDesk.bulk");
  const formats = useFormats();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const busy = isBusy(run);
  const progress = useQuery({
    ...trpc.memberDesk.bulkRun.queryOptions({ runId: run.runId }),
    enabled: busy,
    refetchInterval: busy ? 1_500 : false,
  });
  const settle = {
    onSuccess: () => router.refresh(),
    onError: (error: unknown) => toast.error(errorText(error)),
  };
  const undo = useMutation(trpc.memberDesk.undoBulk.mutationOptions(settle));
  const stop = useMutation(trpc.memberDesk.stopBulk.mutationOptions(settle));
  const action = actions.find((name) => name === run.action) ?? "add_tag";
  const done = run.state === "undoing" ? (progress.data?.undone ?? 0) : (progress.data?.done ?? 0);
  const of = run.state === "undoing" ? (progress.data?.changed ?? run.total) : run.total;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-2.5 text-sm">
      <span className="min-w-0">
        {t(run.state === "stopped" ? "stoppedLine" : `done.${action}`, { count: run.total, tag })}
        <span className="ms-2 text-xs text-ink-3">
          {[formats.time(run.createdAt), run.by].filter(Boolean).join(" ")}
        </span>
      </span>
      {busy ? (
        <span className="flex min-w-48 flex-1 items-center gap-3">
          <span className="flex-1">
            <Progress
              label={t(run.state === "undoing" ? "undoing" : "working")}
              detail={`${formats.number(done)} / ${formats.number(of)}`}
              value={done}
              max={Math.max(1, of)}
            />
          </span>
          {run.state === "running" && (
            <Button size="sm" loading={stop.isPending} onClick={() => stop.mutate({ runId: run.runId })}>
              {t("stop")}
            </Button>
          )}
        </span>
      ) : (
        <span className="ms-auto flex items-center gap-3">
          {run.undoUntil && (
            <span className="text-xs text-ink-3">{t("undoUntil", { time: formats.time(run.undoUntil) })}</span>
          )}
          <Button
            size="sm"
            icon={<Undo2 aria-hidden />}
            loading={undo.isPending}
            onClick={() => undo.mutate({ runId: run.runId })}
          >
            {t("undo")}
          </Button>
        </span>
      )}
    </li>
  );
}
