"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { AddressSearch } from "@/app/[shop]/admin/_parts/address-search";
import { usePendingAct } from "@/app/[shop]/admin/_parts/use-act";
import { useTRPCClient } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";

interface Batch {
  batchId: string;
  name: string;
  wanted: number;
  made: number;
  state: string;
}

const refreshMs = 1_500;

/** Runs of unique codes, with how far each is; more can be made. */
export function BatchesCard({
  couponId,
  batches,
  downloads,
}: {
  couponId: string;
  batches: readonly Batch[];
  downloads: Record<string, ReactNode>;
}) {
  const t = useTranslations("coupons.admin");
  const formats = useFormats();
  const router = useRouter();
  const client = useTRPCClient();
  const { act, isPending } = usePendingAct();
  const [name, setName] = useState("");
  const [count, setCount] = useState("1000");
  const isRunning = batches.some(({ state }) => state === "queued" || state === "running");
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => router.refresh(), refreshMs);
    return () => clearInterval(timer);
  }, [isRunning, router]);
  const steer = (change: Promise<unknown>, done: string) => void act(change, done).catch(() => {});
  return (
    <Card className="grid gap-4">
      {batches.length === 0 ? (
        <p className="text-sm text-ink-3">{t("noCodes")}</p>
      ) : (
        <ul className="grid gap-3">
          {batches.map((batch) => (
            <li key={batch.batchId} className="grid gap-2 sm:flex sm:items-center">
              <div className="min-w-0 flex-1">
                <Progress
                  label={batch.name}
                  detail={`${t(`batchStates.${batch.state as "done"}`)} ${t("made", { made: formats.number(batch.made), wanted: formats.number(batch.wanted) })}`}
                  value={batch.made}
                  max={batch.wanted}
                />
              </div>
              <div className="flex flex-wrap gap-2">
                {(batch.state === "queued" || batch.state === "running") && (
                  <Button
                    size="sm"
                    loading={isPending}
                    onClick={() => steer(client.coupons.stopCodes.mutate({ batchId: batch.batchId }), t("stopMaking"))}
                  >
                    {t("stopMaking")}
                  </Button>
                )}
                {batch.state === "stopped" && (
                  <Button
                    size="sm"
                    loading={isPending}
                    onClick={() =>
                      steer(client.coupons.resumeCodes.mutate({ batchId: batch.batchId }), t("resumeMaking"))
                    }
                  >
                    {t("resumeMaking")}
                  </Button>
                )}
                {downloads[batch.batchId]}
              </div>
            </li>
          ))}
        </ul>
      )}
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void act(client.coupons.makeCodes.mutate({ couponId, name, count: Number(count) }), t("makeCodes"))
            .then(() => setName(""))
            .catch(() => {});
        }}
      >
        <Field label={t("batchName")} className="min-w-48 flex-1">
          <Input value={name} required maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("batchCount")}>
          <Input
            type="number"
            min={1}
            max={1_000_000}
            required
            value={count}
            onChange={(event) => setCount(event.target.value)}
          />
        </Field>
        <Button type="submit" loading={isPending}>
          {t("makeCodes")}
        </Button>
      </form>
    </Card>
  );
}

const tones = { free: "info", taken: "ok", used: "neutral" } as const;

/** Codes by their beginning: the first twenty. */
export function CodeSearch({
  rows,
}: {
  rows: readonly { code: string; spoken: string; state: "free" | "taken" | "used"; usedAt: Date | null }[];
}) {
  const t = useTranslations("coupons.admin");
  const formats = useFormats();
  return (
    <Card className="mt-3 grid gap-3">
      <AddressSearch label={t("searchCodes")} placeholder={t("searchCodes")} />
      {rows.length === 0 ? (
        <p className="text-sm text-ink-3">{t("noCodes")}</p>
      ) : (
        <ul className="grid gap-1 text-sm">
          {rows.map(({ code, spoken, state, usedAt }) => (
            <li key={code} className="flex flex-wrap items-center gap-3">
              <span className="tabular min-w-40 tracking-wider">{spoken}</span>
              <Badge tone={tones[state]}>{t(`codeStates.${state}`)}</Badge>
              {usedAt && <span className="text-xs text-ink-3">{formats.dateTime(usedAt)}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
