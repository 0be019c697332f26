"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import type { ButtonStyle } from "@/components/ui/button-style";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import type { RepairState } from "@/server/repairs/input";
import { useStepDialog } from "./use-repair-step";

interface Props {
  repair: { repairId: string; version: number; promisedOn: string | null; today: string };
  to: RepairState;
  label: string;
  title?: string;
  description?: string;
  icon?: ReactNode;
  variant?: ButtonStyle["variant"];
  /** Asks for a reason, which must be given. */
  wantsReason?: boolean;
  /** Asks until when it will be ready. */
  wantsPromise?: boolean;
}

/** One step further, with what belongs to it; asks once more, since the customer is told. */
export function StepDialog(props: Props) {
  const { repair, to, label, wantsReason, wantsPromise } = props;
  const t = useTranslations("repairs.sheet");
  const ui = useTranslations("ui");
  const client = useTRPCClient();
  const { run, isBusy, problem, isOpen, open } = useStepDialog();
  const [note, setNote] = useState("");
  const [promisedOn, setPromisedOn] = useState(repair.promisedOn ?? "");
  const take = async () => {
    const { repairId, version } = repair;
    const isDone = await run(
      () =>
        client.repairs.step.mutate({
          repairId,
          version,
          to,
          ...(note.trim() ? { note } : {}),
          ...(wantsPromise && promisedOn ? { promisedOn } : {}),
        }),
      t("stepDone"),
    );
    if (isDone) setNote("");
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={open}
      trigger={
        <Button variant={props.variant} icon={props.icon} className="min-h-14 max-sm:w-full">
          {label}
        </Button>
      }
      title={props.title ?? label}
      description={props.description}
      footer={
        <>
          <Button onClick={() => open(false)}>{ui("cancel")}</Button>
          <Button
            variant={props.variant === "danger-quiet" ? "danger" : "primary"}
            loading={isBusy}
            disabledReason={wantsReason && !note.trim() ? t("reason") : undefined}
            onClick={() => void take()}
          >
            {label}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {problem && <Notice tone="danger">{problem}</Notice>}
        {wantsPromise && (
          <Field label={t("promised")} hint={t("promisedHint")} optional>
            <Input
              type="date"
              min={repair.today}
              value={promisedOn}
              onChange={(event) => setPromisedOn(event.target.value)}
            />
          </Field>
        )}
        {wantsReason && (
          <Field label={t("reason")} required>
            <Textarea rows={3} maxLength={1_000} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        )}
      </div>
    </Dialog>
  );
}
