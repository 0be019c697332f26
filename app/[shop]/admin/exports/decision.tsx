"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { SecondWord } from "../_parts/second-word";
import { useAct } from "../_parts/use-act";
import type { ExportView } from "./export-list";

/** What the reader may do about an export that waits. */
export function Decision({ one, kind }: { one: ExportView; kind: string }) {
  const t = useTranslations("access.exports");
  const [trpc, act] = [useTRPC(), useAct()];
  const decide = useMutation(trpc.access.decideExport.mutationOptions());
  const withdraw = useMutation(trpc.access.withdrawExport.mutationOptions());
  const { exportId, isOwn } = one;
  if (one.decisionRefusal && !isOwn) return null;
  return (
    <SecondWord
      isOwn={isOwn}
      isWithdrawing={withdraw.isPending}
      lead={t("approveLead", {
        name: one.requestedByName ?? "",
        kind,
        persons: t("people", { n: one.personCount }),
      })}
      consequences={one.reason ? [t("reasonOf", { reason: one.reason })] : []}
      words={{
        approve: t("approve"),
        approveTitle: t("approveTitle"),
        refuse: t("reject"),
        refuseTitle: t("rejectTitle"),
        refuseReason: t("rejectReason"),
        reasonMissing: t("reasonMissing"),
        withdraw: t("withdraw"),
        own: t("own"),
      }}
      onApprove={() => act(decide.mutateAsync({ exportId, isApproved: true }), t("approved"))}
      onRefuse={(reason) => act(decide.mutateAsync({ exportId, isApproved: false, reason }), t("rejected"))}
      onWithdraw={() => act(withdraw.mutateAsync({ exportId }), t("withdrawn"))}
    />
  );
}
