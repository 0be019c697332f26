"use client";

import { Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { useStepDialog } from "./use-repair-step";

interface Props {
  repair: { repairId: string; version: number };
  estimateVersion: number;
}

/** What the customer said by telephone or at the counter, with how it was said. */
export function SaidDialog({ repair, estimateVersion }: Props) {
  const t = useTranslations("repairs.sheet");
  const words = useTranslations();
  const client = useTRPCClient();
  const { run, isBusy, problem, isOpen, open } = useStepDialog();
  const [answer, setAnswer] = useState("");
  const [via, setVia] = useState("phone");
  const [note, setNote] = useState("");
  const record = async () => {
    await run(
      () =>
        client.repairs.recordAnswer.mutate({
          repairId: repair.repairId,
          version: repair.version,
          estimateVersion,
          answer: answer as "approve",
          via: via as "phone",
          note,
        }),
      t("stepDone"),
    );
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={open}
      trigger={
        <Button variant="primary" icon={<Phone aria-hidden />} className="min-h-14 max-sm:w-full">
          {t("said")}
        </Button>
      }
      title={t("saidTitle")}
      description={t("saidText")}
      footer={
        <>
          <Button onClick={() => open(false)}>{words("ui.cancel")}</Button>
          <Button
            variant="primary"
            loading={isBusy}
            disabledReason={answer && note.trim() ? undefined : t("saidNoteHint")}
            onClick={() => void record()}
          >
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <RadioGroup
          legend={t("saidTitle")}
          hideLegend
          name="answer"
          look="cards"
          value={answer}
          onValueChange={setAnswer}
          options={[
            { value: "approve", label: t("saidYes") },
            { value: "decline", label: t("saidNo") },
          ]}
        />
        <RadioGroup
          legend={t("saidVia")}
          name="via"
          look="inline"
          value={via}
          onValueChange={setVia}
          options={[
            { value: "phone", label: words("repairs.estimate.via.phone") },
            { value: "counter", label: words("repairs.estimate.via.counter") },
          ]}
        />
        <Field label={t("saidNote")} hint={t("saidNoteHint")} required>
          <Textarea rows={3} maxLength={1_000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
