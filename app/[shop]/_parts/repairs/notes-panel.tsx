"use client";

import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { useRepairStep } from "./use-repair-step";

/** Notes that only the shop's people read. */
export function NotesPanel({ repairId }: { repairId: string }) {
  const t = useTranslations("repairs.sheet");
  const client = useTRPCClient();
  const { run, isBusy, problem } = useRepairStep();
  const { draft, change } = useDraft<{ text: string }>(`repair-note.${repairId}`);
  const text = draft?.text ?? "";
  const add = async () => {
    if (await run(() => client.repairs.note.mutate({ repairId, text }), t("noteAdded"))) change(null);
  };
  return (
    <Card className="grid gap-3">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field label={t("notes")} hint={t("notesHint")}>
        <Textarea rows={2} maxLength={1_000} value={text} onChange={(event) => change({ text: event.target.value })} />
      </Field>
      <div>
        <Button loading={isBusy} disabled={!text.trim()} onClick={() => void add()}>
          {t("addNote")}
        </Button>
      </div>
    </Card>
  );
}
