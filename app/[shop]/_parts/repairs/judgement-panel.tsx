"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { CoverageBadge } from "@/components/repairs/state-badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Cause, Coverage } from "@/server/repairs/input";
import { useRepairStep, useStepDialog } from "./use-repair-step";

interface Judged {
  repairId: string;
  version: number;
  cause: Cause;
  coverage: Coverage;
  ruleCoverage: Coverage;
  ruleReason: string;
  overrideReason: string | null;
  overriddenBy: string | null;
  overriddenAt: Date | null;
  closedAt: Date | null;
}

const causes: readonly Cause[] = ["unknown", "drop", "water", "disaster", "misuse", "consumable"];

/** Warranty or paid: what the rule says and why, what was found, and a person's word against it with the reason. */
export function JudgementPanel({ repair }: { repair: Judged }) {
  const t = useTranslations("repairs.sheet");
  const words = useTranslations("repairs");
  const formats = useFormats();
  const client = useTRPCClient();
  const { run, isBusy, problem } = useRepairStep();
  const [cause, setCause] = useState<string>(repair.cause);
  const { repairId, version } = repair;
  const isClosed = repair.closedAt !== null;
  return (
    <Card className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-lg">{t("judgement")}</h2>
        <CoverageBadge coverage={repair.coverage} />
      </div>
      <p className="text-sm">
        <span className="text-ink-3">{t("byRule")}: </span>
        {words(`coverage.${repair.ruleCoverage}`)}（{words(`reasons.${repair.ruleReason as "ended"}`)}）
      </p>
      {repair.overrideReason && (
        <Notice
          tone="info"
          title={t("byPerson", {
            name: repair.overriddenBy ?? "",
            at: repair.overriddenAt ? formats.dateTime(repair.overriddenAt) : "",
          })}
          actions={
            !isClosed && (
              <Button
                size="sm"
                loading={isBusy}
                onClick={() =>
                  void run(() => client.repairs.override.mutate({ repairId, version, coverage: null }), t("stepDone"))
                }
              >
                {t("backToRule")}
              </Button>
            )
          }
        >
          {repair.overrideReason}
        </Notice>
      )}
      {problem && <Notice tone="danger">{problem}</Notice>}
      {!isClosed && (
        <>
          <div className="flex flex-wrap items-end gap-3">
            <Field label={t("cause")} className="min-w-56 flex-1">
              <Select
                value={cause}
                onChange={(event) => setCause(event.target.value)}
                options={causes.map((value) => ({ value, label: words(`causes.${value}`) }))}
              />
            </Field>
            <Button
              loading={isBusy}
              onClick={() =>
                void run(() => client.repairs.judge.mutate({ repairId, version, cause: cause as Cause }), t("stepDone"))
              }
            >
              {t("causeSave")}
            </Button>
          </div>
          <OverrideDialog repair={repair} />
        </>
      )}
    </Card>
  );
}

function OverrideDialog({ repair }: { repair: Judged }) {
  const t = useTranslations("repairs.sheet");
  const ui = useTranslations("ui");
  const client = useTRPCClient();
  const { run, isBusy, problem, isOpen, open } = useStepDialog();
  const [reason, setReason] = useState("");
  const to: Coverage = repair.coverage === "warranty" ? "paid" : "warranty";
  const label = t(to === "warranty" ? "toWarranty" : "toPaid");
  const save = async () => {
    const { repairId, version } = repair;
    const isDone = await run(
      () => client.repairs.override.mutate({ repairId, version, coverage: to, reason }),
      t("stepDone"),
    );
    if (isDone) setReason("");
  };
  return (
    <div>
      <Dialog
        open={isOpen}
        onOpenChange={open}
        trigger={<Button variant="ghost">{t("override")}</Button>}
        title={t("overrideTitle")}
        description={t("overrideText")}
        footer={
          <>
            <Button onClick={() => open(false)}>{ui("cancel")}</Button>
            <Button
              variant="primary"
              loading={isBusy}
              disabledReason={reason.trim() ? undefined : t("reason")}
              onClick={() => void save()}
            >
              {label}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {problem && <Notice tone="danger">{problem}</Notice>}
          <Field label={t("reason")} required>
            <Textarea rows={3} maxLength={1_000} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </div>
      </Dialog>
    </div>
  );
}
