"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import { pointsText } from "@/components/earning/sentence";
import { Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Progress } from "@/components/ui/progress";
import { Stat } from "@/components/ui/stat";
import { usePendingAct } from "../../_parts/use-act";
import type { Replay } from "./desk";
import { Bands, SumTable, TopMembers } from "./what-if-parts";
import { stateTone } from "./what-if";

const isUnderWay = (state: string) => state === "queued" || state === "running";

/** One what-if: how far it is, and what it found. */
export function WhatIfResult({ run: first, base }: { run: Replay; base: string }) {
  const t = useTranslations("earning.whatIf");
  const all = useTranslations("earning");
  const formats = useFormats();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const { act, isPending } = usePendingAct();
  const { data: run, refetch } = useQuery({
    ...trpc.replay.byId.queryOptions({ runId: first.runId }),
    initialData: first,
    refetchInterval: (query) => (isUnderWay(query.state.data?.state ?? "") ? 1_000 : false),
  });
  const { result, runId, state } = run;
  // A run that stands still is not asked after by itself.
  const steer = (change: Promise<unknown>, done: string) =>
    void act(change, done).then(
      () => refetch(),
      () => undefined,
    );
  const now = result ? result.pointsNow - result.cutNow : 0;
  const next = result ? result.pointsNew - result.cutNew : 0;
  const rate = (points: number) => (result && result.yen > 0 ? formats.percent(points / result.yen, 2) : "—");
  return (
    <>
      <PageHeader
        title={run.name}
        badge={<Badge tone={stateTone(state)}>{all(`whatIf.states.${state as "done"}`)}</Badge>}
        description={t("period", { from: formats.date(run.fromDay), until: formats.date(run.untilDay) })}
        back={{ href: `${base}/points/what-if`, label: t("title") }}
        actions={
          run.runRefusal === null && (
            <>
              {isUnderWay(state) && (
                <Button loading={isPending} onClick={() => steer(client.replay.stop.mutate({ runId }), t("stopped"))}>
                  {t("stop")}
                </Button>
              )}
              {state === "stopped" && (
                <Button
                  variant="primary"
                  loading={isPending}
                  onClick={() => steer(client.replay.resume.mutate({ runId }), t("resumed"))}
                >
                  {t("resume")}
                </Button>
              )}
              <ConfirmDialog
                title={t("removeTitle", { name: run.name })}
                description={t("removeText")}
                confirmLabel={t("remove")}
                trigger={<Button variant="ghost">{t("remove")}</Button>}
                onConfirm={() =>
                  act(client.replay.remove.mutate({ runId }), t("removed")).then(() =>
                    router.push(`${base}/points/what-if`),
                  )
                }
              />
            </>
          )
        }
      />
      {state !== "done" && (
        <Card className="mb-6">
          <Progress
            label={all(`whatIf.states.${state as "running"}`)}
            detail={t("progress", { done: formats.number(run.salesDone), total: formats.number(run.salesTotal) })}
            max={Math.max(run.salesTotal, 1)}
            value={run.salesDone}
          />
        </Card>
      )}
      {result && (
        <div className="grid gap-8">
          <Card className="grid grid-cols-2 gap-5 lg:grid-cols-4">
            <Stat label={t("columns.now")} value={<Points short value={now} />} sub={rate(now)} />
            <Stat label={t("columns.new")} value={<Points short value={next} />} sub={rate(next)} />
            <Stat label={t("columns.difference")} value={<Points short signed value={next - now} />} sub={t("cost")} />
            <Stat label={t("yen")} value={formats.yen(result.yen)} />
            <Stat label={t("columns.gain")} value={formats.number(result.gain)} />
            <Stat label={t("columns.lose")} value={formats.number(result.lose)} />
            {result.cutNew > 0 && (
              <p className="col-span-full text-xs text-ink-3">
                {t("cut", { points: pointsText(all, formats, result.cutNew) })}
              </p>
            )}
          </Card>
          <Bands result={result} />
          <SumTable run={run} kind="rule" title={t("byRule")} />
          <SumTable run={run} kind="expiry" title={t("byExpiry")} />
          <SumTable run={run} kind="month" title={t("byMonth")} />
          <SumTable run={run} kind="store" title={t("byStore")} />
          <SumTable run={run} kind="category" title={t("byCategory")} />
          <div className="grid gap-8 lg:grid-cols-2">
            <TopMembers title={t("gaining")} rows={run.gaining} base={base} />
            <TopMembers title={t("losing")} rows={run.losing} base={base} />
          </div>
          <p className="text-xs text-ink-3">{t("note")}</p>
        </div>
      )}
    </>
  );
}
