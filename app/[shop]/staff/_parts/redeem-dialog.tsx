"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { AmountInput } from "@/components/staff/amount-input";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import { randomKey } from "./random-key";
import { SpendProof } from "./spend-proof";
import { useTill } from "./till";
import { useUndo } from "./use-undo";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; memberId: string; available: number };

/** Points for a sale, or handed in for something else. */
export function RedeemDialog({ open, onOpenChange, memberId, available }: Props) {
  const t = useTranslations("staff.redeem");
  const asked = useTranslations("staff.proof");
  const formats = useFormats();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const till = useTill();
  const undo = useUndo();
  // Made once per form: a second press, or a retry after a lost answer, is the same redemption.
  const [key] = useState(() => `counter:${randomKey()}`);
  const [points, setPoints] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const redeem = useMutation(
    trpc.points.redeem.mutationOptions({
      onSuccess: async ({ journalId, points: taken }) => {
        await client.invalidateQueries({ queryKey: trpc.points.ofMember.queryKey({ memberId }) });
        const way = { kind: "redeem", id: journalId, memberId, storeId: till.storeId } as const;
        toast.success(t("done", { points: formats.number(taken) }), {
          action: { label: t("undo"), onClick: () => undo.mutate(way) },
          duration: 10_000,
        });
        onOpenChange(false);
      },
    }),
  );
  const proof = till.spend.of(memberId)?.proof;
  const needsProof = till.spend.isAsked && !proof;
  const whyNot = () => {
    if (needsProof) return asked("needed");
    if (!points) return t("pointsFirst");
    if (points > available) return t("tooMany", { available: formats.number(available) });
    return reason.trim() ? undefined : t("reasonFirst");
  };
  const refusal = whyNot();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      busy={redeem.isPending}
      title={t("title")}
      description={t("lead")}
      footer={
        <Button
          variant="primary"
          type="submit"
          form="redeem-points"
          loading={redeem.isPending}
          disabledReason={refusal}
        >
          {t("redeem")}
        </Button>
      }
    >
      <div className="grid gap-5">
        <ButtonLink href={`${till.saleHref(memberId)}&points=all`} block>
          {t("inSale")}
        </ButtonLink>
        <SpendProof memberId={memberId} />
        <form
          id="redeem-points"
          className="grid gap-4 border-t border-line pt-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!refusal && points && !redeem.isPending)
              redeem.mutate({ memberId, key, points, reason: reason.trim(), storeId: till.storeId, proof });
          }}
        >
          <p className="font-medium">{t("without")}</p>
          <Field label={t("points")} required hint={t("available", { available: formats.number(available) })}>
            <AmountInput value={points} onValueChange={setPoints} suffix={t("unit")} />
          </Field>
          <Field label={t("reason")} required hint={t("reasonHint")}>
            <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
          </Field>
          {redeem.isError && <Notice tone="danger">{errorText(redeem.error)}</Notice>}
        </form>
      </div>
    </Dialog>
  );
}
