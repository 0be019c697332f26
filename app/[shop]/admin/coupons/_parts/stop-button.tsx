"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/app/[shop]/admin/_parts/use-act";
import { useTRPCClient } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Stops a coupon after a question, or lets it go on. */
export function StopButton({ couponId, isStopped }: { couponId: string; isStopped: boolean }) {
  const t = useTranslations("coupons.admin");
  const [client, act] = [useTRPCClient(), useAct()];
  if (isStopped)
    return (
      <Button onClick={() => void act(client.coupons.resume.mutate({ couponId }), t("resumed")).catch(() => {})}>
        {t("resume")}
      </Button>
    );
  return (
    <ConfirmDialog
      trigger={<Button variant="danger">{t("stop")}</Button>}
      title={t("stopTitle")}
      description={t("stopText")}
      confirmLabel={t("stop")}
      onConfirm={() => act(client.coupons.stop.mutate({ couponId }), t("stopped"))}
    />
  );
}
