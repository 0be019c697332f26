"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/toaster";

interface Props {
  memberId: string;
  memberNo: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A new card for a lost one; points and purchases stay with the member. */
export function ReissueDialog({ memberId, memberNo, open, onOpenChange }: Props) {
  const t = useTranslations("memberDesk.reissue");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [oldCard, setOldCard] = useState<"stops" | "keeps_scanning">("stops");
  const reissue = useMutation(
    trpc.memberDesk.reissueCard.mutationOptions({
      onSuccess: (card) => {
        toast.success(t("done", { number: card.memberNo }));
        onOpenChange(false);
        router.refresh();
      },
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("lead")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("cancel")}</Button>
          <Button variant="primary" loading={reissue.isPending} onClick={() => reissue.mutate({ memberId, oldCard })}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <RadioGroup
          legend={t("old", { number: memberNo })}
          name="old-card"
          value={oldCard}
          onValueChange={(value) => setOldCard(value === "stops" ? "stops" : "keeps_scanning")}
          options={[
            { value: "stops", label: t("stops"), hint: t("stopsHint") },
            { value: "keeps_scanning", label: t("keeps"), hint: t("keepsHint") },
          ]}
        />
        {reissue.isError && <Notice tone="danger">{errorText(reissue.error)}</Notice>}
      </div>
    </Dialog>
  );
}
