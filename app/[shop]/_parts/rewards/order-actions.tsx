"use client";

import { useTranslations } from "next-intl";
import { usePendingAct } from "@/app/[shop]/admin/_parts/use-act";
import { useTRPCClient } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

interface Props {
  memberId: string;
  orderId: string;
  version: number;
  state: "ordered" | "ready" | "handed_over" | "cancelled";
}

/** What can be done with an exchange in its state. */
export function OrderActions({ memberId, orderId, version, state }: Props) {
  const t = useTranslations("rewards.desk");
  const client = useTRPCClient();
  const { act, isPending } = usePendingAct();
  if (state === "handed_over" || state === "cancelled") return null;
  const of = { memberId, orderId, version };
  const step = (to: "ready" | "hand_over", done: string) =>
    void act(client.rewards.step.mutate({ ...of, step: to }), done).catch(() => {});
  return (
    <div className="flex flex-wrap gap-2">
      {state === "ordered" && (
        <Button loading={isPending} onClick={() => step("ready", t("readyDone"))}>
          {t("ready")}
        </Button>
      )}
      <Button variant="primary" loading={isPending} onClick={() => step("hand_over", t("handedOver"))}>
        {t("handOver")}
      </Button>
      <ConfirmDialog
        trigger={
          <Button variant="ghost" loading={isPending}>
            {t("cancel")}
          </Button>
        }
        title={t("cancelTitle")}
        description={t("cancelText")}
        confirmLabel={t("cancel")}
        onConfirm={() => act(client.rewards.cancel.mutate(of), t("cancelled"))}
      />
    </div>
  );
}
