"use client";

import { useMutation } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toaster";
import type { ApprovalView } from "@/server/campaigns/queries/approvals";

interface Props {
  campaignId: string;
  revision: number;
  persons: number | null;
  above: number | null;
  current: ApprovalView | null;
  /** One's own membership: whoever asked does not answer. */
  me: string;
  names: Readonly<Record<string, string>>;
  /** Why nothing can be asked now. */
  refusal?: string | undefined;
  onDone: () => void;
}

/** A second person's yes: asking for it, waiting for it, giving it or sending the draft back with a comment. */
export function AskForApproval({ campaignId, revision, persons, above, current, me, names, refusal, onDone }: Props) {
  const t = useTranslations("composer.approval");
  const formats = useFormats();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const [note, setNote] = useState("");
  const settled = (done: string) => ({
    onSuccess: () => {
      setNote("");
      toast.success(done);
      onDone();
    },
    onError: () => onDone(),
  });
  const ask = useMutation(trpc.campaigns.requestApproval.mutationOptions(settled(t("asked"))));
  const decide = useMutation(trpc.campaigns.decideApproval.mutationOptions(settled(t("decided"))));
  const withdraw = useMutation(
    trpc.campaigns.withdrawRequest.mutationOptions({
      onSuccess: () => {
        // The message goes back into its field, to be asked with again.
        setNote(current?.requestNote ?? "");
        toast.success(t("withdrawn"));
        onDone();
      },
      onError: () => onDone(),
    }),
  );
  const error = ask.error ?? decide.error ?? withdraw.error;
  const who = (id: string | null) => (id && names[id]) ?? t("colleague");
  const size =
    persons === null
      ? t("sizeUnknown")
      : t("size", { persons: formats.number(persons), above: formats.number(above ?? 0) });
  const noteField = (label: string) => (
    <Field label={label} optional>
      <Textarea rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
    </Field>
  );
  const answer = (isApproved: boolean) => decide.mutate({ campaignId, revision, isApproved, note });
  return (
    <Section level={3} title={t("title")} description={size}>
      <Card className="grid gap-4">
        {error && <Notice tone="danger">{errorText(error)}</Notice>}
        {current?.state === "approved" && (
          <Notice tone="ok">
            {t("approved", {
              who: who(current.decidedBy),
              at: formats.dateTime(current.decidedAt ?? current.requestedAt),
            })}
            {current.decisionNote && (
              <p className="mt-1 whitespace-pre-wrap">{t("quoted", { note: current.decisionNote })}</p>
            )}
          </Notice>
        )}
        {current?.state === "sent_back" && (
          <Notice tone="warn">
            {t("sentBack", {
              who: who(current.decidedBy),
              at: formats.dateTime(current.decidedAt ?? current.requestedAt),
            })}
            {current.decisionNote && (
              <p className="mt-1 whitespace-pre-wrap">{t("quoted", { note: current.decisionNote })}</p>
            )}
          </Notice>
        )}
        {current?.state === "waiting" && (
          <Notice>
            {t("waiting", { who: who(current.requestedBy), at: formats.dateTime(current.requestedAt) })}
            {current.requestNote && (
              <p className="mt-1 whitespace-pre-wrap">{t("quoted", { note: current.requestNote })}</p>
            )}
          </Notice>
        )}
        {current?.state === "waiting" && current.requestedBy === me && (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="max-w-2xl flex-1 basis-72 text-sm">{t("ownRequest")}</p>
            <Button
              icon={<Undo2 aria-hidden />}
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate({ campaignId, revision })}
            >
              {t("withdraw")}
            </Button>
          </div>
        )}
        {current?.state === "withdrawn" && <p className="text-sm text-ink-2">{t("withdrawnState")}</p>}
        {current?.state === "waiting" && current.requestedBy !== me && (
          <>
            {noteField(t("comment"))}
            <div className="flex flex-wrap justify-end gap-2">
              <Button
                loading={decide.isPending}
                disabledReason={note.trim() ? undefined : t("commentFirst")}
                onClick={() => answer(false)}
              >
                {t("sendBack")}
              </Button>
              <Button variant="primary" loading={decide.isPending} onClick={() => answer(true)}>
                {t("approve")}
              </Button>
            </div>
          </>
        )}
        {(current === null || current.state === "sent_back" || current.state === "withdrawn") && (
          <>
            {noteField(t("message"))}
            <div className="flex justify-end">
              <Button
                variant="primary"
                loading={ask.isPending}
                disabledReason={refusal}
                onClick={() => ask.mutate({ campaignId, revision, note })}
              >
                {t("ask")}
              </Button>
            </div>
          </>
        )}
      </Card>
    </Section>
  );
}
