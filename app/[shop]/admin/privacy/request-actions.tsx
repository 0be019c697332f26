"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { useAct } from "../_parts/use-act";
import type { RequestView } from "./request-list";

/** Taking a request in hand, and answering it. */
export function RequestActions({ one }: { one: RequestView }) {
  const t = useTranslations("books.requests");
  const [trpc, act, path] = [useTRPC(), useAct(), usePathname()];
  const { draft, change } = useDraft<{ answer: string }>(`${path}.${one.requestId}`);
  const answer = draft?.answer ?? "";
  const [outcome, setOutcome] = useState<"done" | "refused">("done");
  const step = useMutation(trpc.books.stepRequest.mutationOptions());
  const { memberId, requestId } = one;
  const isErasure = one.kind === "erasure" && outcome === "done";
  const send = async () => {
    await act(step.mutateAsync({ memberId, requestId, state: outcome, answer }), t("saved"));
    change(null);
  };
  return (
    <span className="flex flex-wrap justify-end gap-2">
      {one.state === "open" && (
        <Button
          size="sm"
          loading={step.isPending}
          onClick={() =>
            void act(step.mutateAsync({ memberId, requestId, state: "in_hand" }), t("taken")).catch(() => {})
          }
        >
          {t("take")}
        </Button>
      )}
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="primary">
            {t("answer")}
          </Button>
        }
        tone={isErasure ? "danger" : "primary"}
        title={t("answerTitle", { kind: t(`kinds.${one.kind}`) })}
        description={one.details || t("noWords")}
        confirmLabel={t("send")}
        onConfirm={send}
        {...(isErasure ? { typeToConfirm: one.memberNo } : {})}
      >
        <div className="grid gap-4">
          <RadioGroup
            legend={t("outcome")}
            name={`outcome-${requestId}`}
            look="inline"
            value={outcome}
            onValueChange={(value) => setOutcome(value === "refused" ? "refused" : "done")}
            options={[
              { value: "done", label: t("done") },
              { value: "refused", label: t("refused") },
            ]}
          />
          {isErasure && <Notice tone="danger">{t("erasureWarning")}</Notice>}
          {one.kind === "disclosure" && <Notice>{t("disclosureHint")}</Notice>}
          <Field label={t("answerText")} hint={t("answerHint")} required>
            <Textarea value={answer} maxLength={2000} onChange={(event) => change({ answer: event.target.value })} />
          </Field>
        </div>
      </ConfirmDialog>
    </span>
  );
}
