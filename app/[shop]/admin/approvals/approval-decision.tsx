"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { personName } from "@/components/table/person-cell";
import { SecondWord } from "../_parts/second-word";
import { useAct } from "../_parts/use-act";
import type { ApprovalView } from "./approval-view";

/** What the reader may do about an adjustment that waits. */
export function ApprovalDecision({ one }: { one: ApprovalView }) {
  const t = useTranslations("watch.approvals");
  const ui = useTranslations("ui.points");
  const [trpc, act, formats] = [useTRPC(), useAct(), useFormats()];
  const decide = useMutation(trpc.watch.decide.mutationOptions());
  const withdraw = useMutation(trpc.watch.withdraw.mutationOptions());
  const { memberId, approvalId, isOwn } = one;
  if (one.decisionRefusal && !isOwn) return null;
  return (
    <SecondWord
      isOwn={isOwn}
      isWithdrawing={withdraw.isPending}
      lead={t("approveLead", {
        name: one.askedByName ?? "",
        member: personName(one),
        points: ui("long", { value: formats.number(one.points, true) }),
      })}
      consequences={[t("reasonOf", { reason: one.reason })]}
      words={{
        approve: t("approve"),
        approveTitle: t("approveTitle"),
        refuse: t("refuse"),
        refuseTitle: t("refuseTitle"),
        refuseReason: t("refuseReason"),
        reasonMissing: t("reasonMissing"),
        withdraw: t("withdraw"),
        own: t("own"),
      }}
      onApprove={() => act(decide.mutateAsync({ memberId, approvalId, isApproved: true }), t("approved"))}
      onRefuse={(reason) => act(decide.mutateAsync({ memberId, approvalId, isApproved: false, reason }), t("refused"))}
      onWithdraw={() => act(withdraw.mutateAsync({ memberId, approvalId }), t("withdrawn"))}
    />
  );
}
