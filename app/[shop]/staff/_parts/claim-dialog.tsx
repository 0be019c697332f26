"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { SvgCode } from "@/components/staff/svg-code";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; memberId: string };

/** A new QR code with which the customer takes the card onto the phone; the earlier one stops working. */
export function ClaimDialog({ open, onOpenChange, memberId }: Props) {
  const t = useTranslations("staff.claim");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const renew = useMutation(trpc.members.renewClaim.mutationOptions());
  const change = (next: boolean) => {
    onOpenChange(next);
    if (!next) renew.reset();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      busy={renew.isPending}
      title={t("title")}
      description={renew.data ? t("show") : t("lead")}
      footer={
        !renew.data && (
          <Button variant="primary" loading={renew.isPending} onClick={() => renew.mutate({ memberId })}>
            {t("make")}
          </Button>
        )
      }
    >
      {renew.isError && <Notice tone="danger">{errorText(renew.error)}</Notice>}
      {renew.data && (
        <div className="grid justify-items-center gap-3 pb-3">
          <SvgCode svg={renew.data.svg} label={t("codeLabel")} className="size-64 p-1" />
          <p className="text-sm text-ink-3">{t("once")}</p>
        </div>
      )}
    </Dialog>
  );
}
