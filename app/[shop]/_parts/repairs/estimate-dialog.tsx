"use client";

import { FilePenLine, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { Money } from "@/components/format/amount";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import type { ButtonStyle } from "@/components/ui/button-style";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { LineKind } from "@/server/repairs/input";
import { useStepDialog } from "./use-repair-step";

interface Line {
  kind: LineKind;
  description: string;
  amount: string;
}
interface Draft {
  lines: Line[];
  validUntil: string;
  note: string;
}

const kinds: readonly LineKind[] = ["parts", "labour", "shipping", "other"];
const empty: Draft = {
  lines: [
    { kind: "parts", description: "", amount: "" },
    { kind: "labour", description: "", amount: "" },
  ],
  validUntil: "",
  note: "",
};
const yenIn = (text: string) => Number(text.normalize("NFKC").replace(/[^\d]/g, ""));
const isEmpty = (line: Line) => line.description.trim() === "" && line.amount.trim() === "";
const isWhole = (line: Line) => line.description.trim() !== "" && /\d/.test(line.amount.normalize("NFKC"));

interface Props {
  repair: { repairId: string; version: number; today: string };
  label: string;
  variant?: ButtonStyle["variant"];
}

/** What the repair will cost, line by line. What was typed stays until it is sent, also over a colleague's step. */
export function EstimateDialog({ repair, label, variant }: Props) {
  const t = useTranslations("repairs.sheet");
  const words = useTranslations();
  const client = useTRPCClient();
  const { run, isBusy, problem, isOpen, open } = useStepDialog();
  const { draft, change } = useDraft<Draft>(`estimate.${repair.repairId}`);
  const { lines, validUntil, note } = draft ?? empty;
  const set = (changes: Partial<Draft>) => change({ lines, validUntil, note, ...changes });
  const setLine = (place: number, changes: Partial<Line>) =>
    set({ lines: lines.map((line, index) => (index === place ? { ...line, ...changes } : line)) });
  const filled = lines.filter((line) => !isEmpty(line));
  const isReady = filled.length > 0 && filled.every(isWhole);
  const total = filled.reduce((sum, line) => sum + yenIn(line.amount), 0);
  const send = async () => {
    const { repairId, version } = repair;
    const isSent = await run(
      () =>
        client.repairs.estimate.mutate({
          repairId,
          version,
          lines: filled.map(({ kind, description, amount }) => ({ kind, description, amountYen: yenIn(amount) })),
          ...(validUntil ? { validUntil } : {}),
          ...(note.trim() ? { note } : {}),
        }),
      t("quoteSent"),
    );
    if (isSent) change(null);
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={open}
      size="lg"
      trigger={
        <Button variant={variant} icon={<FilePenLine aria-hidden />} className="min-h-14 max-sm:w-full">
          {label}
        </Button>
      }
      title={t("quoteTitle")}
      description={t("quoteText")}
      footer={
        <>
          <p className="text-lg font-semibold sm:me-auto sm:self-center">
            <span className="me-2 text-sm font-normal text-ink-3">{t("total")}</span>
            <Money value={total} />
          </p>
          <Button onClick={() => open(false)}>{words("ui.cancel")}</Button>
          <Button
            variant="primary"
            loading={isBusy}
            disabledReason={isReady ? undefined : t("needsAmount")}
            onClick={() => void send()}
          >
            {t("quoteSend")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {problem && <Notice tone="danger">{problem}</Notice>}
        {lines.map((line, place) => (
          <fieldset key={place} className="grid gap-3 sm:grid-cols-[9rem_1fr_9rem_auto] sm:items-end">
            <legend className="sr-only">{t("line", { n: place + 1 })}</legend>
            <Field label={t("kind")}>
              <Select
                value={line.kind}
                onChange={(event) => setLine(place, { kind: event.target.value as LineKind })}
                options={kinds.map((value) => ({ value, label: words(`repairs.lineKinds.${value}`) }))}
              />
            </Field>
            <Field label={t("description")}>
              <Input
                maxLength={120}
                value={line.description}
                onChange={(event) => setLine(place, { description: event.target.value })}
              />
            </Field>
            <Field label={t("amount")}>
              <Input
                inputMode="numeric"
                maxLength={14}
                value={line.amount}
                onChange={(event) => setLine(place, { amount: event.target.value })}
              />
            </Field>
            <IconButton
              label={t("removeLine", { n: place + 1 })}
              icon={<X aria-hidden />}
              hint={false}
              disabled={lines.length === 1}
              onClick={() => set({ lines: lines.filter((_, index) => index !== place) })}
            />
          </fieldset>
        ))}
        <div>
          <Button
            icon={<Plus aria-hidden />}
            disabled={lines.length >= 30}
            onClick={() => set({ lines: [...lines, { kind: "other", description: "", amount: "" }] })}
          >
            {t("addLine")}
          </Button>
        </div>
        <Field label={t("validUntil")} optional>
          <Input
            type="date"
            min={repair.today}
            value={validUntil}
            onChange={(event) => set({ validUntil: event.target.value })}
          />
        </Field>
        <Field label={t("quoteNote")} optional>
          <Textarea rows={3} maxLength={1_000} value={note} onChange={(event) => set({ note: event.target.value })} />
        </Field>
      </div>
    </Dialog>
  );
}
