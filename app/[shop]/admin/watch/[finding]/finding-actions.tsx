"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAct } from "../../_parts/use-act";
import type { FullFinding } from "./finding-detail";

/** Judging a finding, and stopping the card it is about. */
export function FindingActions({ finding }: { finding: FullFinding }) {
  const t = useTranslations("watch.watch");
  const [trpc, act] = [useTRPC(), useAct()];
  const [note, setNote] = useState("");
  const judge = useMutation(trpc.watch.judge.mutationOptions());
  const freeze = useMutation(trpc.watch.freeze.mutationOptions());
  const { findingId, state } = finding;
  const to = (next: "looked_at" | "dismissed" | "acted" | "open") =>
    act(judge.mutateAsync({ findingId, state: next, note }), t("saved"));
  const noReason = note.trim() === "" ? t("reasonMissing") : undefined;
  const noteField = (label: string, required: boolean) => (
    <Field label={label} hint={t("noteHint")} required={required}>
      <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
    </Field>
  );
  return (
    <>
      {state === "open" ? (
        <Button loading={judge.isPending} onClick={() => void to("looked_at").catch(() => {})}>
          {t("looked")}
        </Button>
      ) : (
        <Button loading={judge.isPending} onClick={() => void to("open").catch(() => {})}>
          {t("reopen")}
        </Button>
      )}
      {state !== "dismissed" && (
        <ConfirmDialog
          trigger={<Button>{t("dismiss")}</Button>}
          tone="primary"
          title={t("dismiss")}
          description={t("lead")}
          confirmLabel={t("dismiss")}
          disabledReason={noReason}
          onConfirm={() => to("dismissed")}
        >
          {noteField(t("dismissReason"), true)}
        </ConfirmDialog>
      )}
      {state !== "acted" && (
        <ConfirmDialog
          trigger={<Button>{t("act")}</Button>}
          tone="primary"
          title={t("act")}
          description={t("noteHint")}
          confirmLabel={t("act")}
          onConfirm={() => to("acted")}
        >
          {noteField(t("note"), false)}
        </ConfirmDialog>
      )}
      {finding.memberId && !finding.cardStoppedAt && (
        <ConfirmDialog
          trigger={<Button variant="danger-quiet">{t("freeze")}</Button>}
          title={t("freezeTitle")}
          description={t("freezeLead")}
          confirmLabel={t("freeze")}
          disabledReason={noReason}
          onConfirm={() => act(freeze.mutateAsync({ findingId, note }), t("frozen"))}
        >
          {noteField(t("freezeReason"), true)}
        </ConfirmDialog>
      )}
    </>
  );
}
