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
  const { run, isRunning, problem } = useRepairStep({ isVersioned: false });
  const { draft, change, edit } = useDraft<{ text: string }>(`repair-note.${repairId}`);
  const text = draft?.text ?? "";
  const add = async () => {
    const isAdded = await run(() => client.repairs.note.mutate({ repairId, text }), t("noteAdded"));
    // What was typed meanwhile is the next note.
    if (isAdded) edit((now) => (now?.text === text ? null : now));
  };
  return (
    <Card className="grid gap-3">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field label={t("notes")} hint={t("notesHint")}>
        <Textarea rows={2} maxLength={1_000} value={text} onChange={(event) => change({ text: event.target.value })} />
      </Field>
      <div>
        <Button loading={isRunning} disabled={!text.trim()} onClick={() => void add()}>
          {t("addNote")}
        </Button>
      </div>
    </Card>
  );
}
