"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAct } from "../_parts/use-act";
import type { ExportView } from "./export-list";

/** What the reader may do about a request that waits: agree, refuse with a reason, or take back one's own. */
export function Decision({ one, kind }: { one: ExportView; kind: string }) {
  const t = useTranslations("access.exports");
  const [trpc, act] = [useTRPC(), useAct()];
  const [reason, setReason] = useState("");
  const decide = useMutation(trpc.access.decideExport.mutationOptions());
  const withdraw = useMutation(trpc.access.withdrawExport.mutationOptions());
  const { exportId } = one;
  if (one.isOwn)
    return (
      <span className="grid justify-items-end gap-1">
        <Button
          size="sm"
          loading={withdraw.isPending}
          onClick={() => void act(withdraw.mutateAsync({ exportId }), t("withdrawn")).catch(() => {})}
        >
          {t("withdraw")}
        </Button>
        <span className="max-w-48 text-xs text-ink-3">{t("own")}</span>
      </span>
    );
  if (one.decisionRefusal) return null;
  const lead = t("approveLead", {
    name: one.requestedByName ?? "",
    kind,
    persons: t("people", { n: one.personCount }),
  });
  const said = one.reason ? [t("reasonOf", { reason: one.reason })] : [];
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
        onConfirm={() => act(decide.mutateAsync({ exportId, isApproved: true }), t("approved"))}
      />
      <ConfirmDialog
        trigger={<Button size="sm">{t("reject")}</Button>}
        title={t("rejectTitle")}
        description={lead}
        consequences={said}
        confirmLabel={t("reject")}
        onConfirm={() => act(decide.mutateAsync({ exportId, isApproved: false, reason }), t("rejected"))}
      >
        <Field label={t("rejectReason")} required>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </ConfirmDialog>
    </span>
  );
}
