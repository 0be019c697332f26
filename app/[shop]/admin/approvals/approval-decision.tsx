"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { personName } from "@/components/table/person-cell";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAct } from "../_parts/use-act";
import type { ApprovalView } from "./approval-view";

/** What the reader may do about a request that waits: agree, refuse with a reason, or take back one's own. */
export function ApprovalDecision({ one }: { one: ApprovalView }) {
  const t = useTranslations("watch.approvals");
  const ui = useTranslations("ui.points");
  const [trpc, act, formats] = [useTRPC(), useAct(), useFormats()];
  const [reason, setReason] = useState("");
  const decide = useMutation(trpc.watch.decide.mutationOptions());
  const withdraw = useMutation(trpc.watch.withdraw.mutationOptions());
  const { memberId, approvalId } = one;
  if (one.isOwn)
    return (
      <span className="grid justify-items-end gap-1">
        <Button
          size="sm"
          loading={withdraw.isPending}
          onClick={() => void act(withdraw.mutateAsync({ memberId, approvalId }), t("withdrawn")).catch(() => {})}
        >
          {t("withdraw")}
        </Button>
        <span className="max-w-48 text-xs text-ink-3">{t("own")}</span>
      </span>
    );
  if (one.decisionRefusal) return null;
  const lead = t("approveLead", {
    name: one.askedByName ?? "",
    member: personName(one),
    points: ui("long", { value: formats.number(one.points, true) }),
  });
  const said = [t("reasonOf", { reason: one.reason })];
  return (
    <span className="flex flex-wrap justify-end gap-2">
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="primary">
            {t("approve")}
          </Button>
        }
        tone="primary"
        title={t("approveTitle")}
        description={lead}
        consequences={said}
        confirmLabel={t("approve")}
        onConfirm={() => act(decide.mutateAsync({ memberId, approvalId, isApproved: true }), t("approved"))}
      />
      <ConfirmDialog
        trigger={<Button size="sm">{t("refuse")}</Button>}
        title={t("refuseTitle")}
        description={lead}
        consequences={said}
        confirmLabel={t("refuse")}
        onConfirm={() => act(decide.mutateAsync({ memberId, approvalId, isApproved: false, reason }), t("refused"))}
      >
        <Field label={t("refuseReason")} required>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </ConfirmDialog>
    </span>
  );
}
