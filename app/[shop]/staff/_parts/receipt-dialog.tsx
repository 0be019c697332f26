"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { AmountInput } from "@/components/staff/amount-input";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; memberId: string };

/** Gives the customer the points of a receipt for which no card was shown. Give it a new React key for each opening. */
export function ReceiptDialog({ open, onOpenChange, memberId }: Props) {
  const t = useTranslations("watch.claim");
  const points = useTranslations("ui.points");
  const [trpc, client, form] = [useTRPC(), useQueryClient(), useId()];
  const [formats, errorText] = [useFormats(), useErrorText()];
  const [receiptNo, setReceiptNo] = useState("");
  const [totalYen, setTotalYen] = useState<number | null>(null);
  const claim = useMutation(
    trpc.watch.claimFor.mutationOptions({
      onSuccess: () =>
        Promise.all([
          client.invalidateQueries({ queryKey: trpc.points.ofMember.queryKey({ memberId }) }),
          client.invalidateQueries({ queryKey: trpc.purchases.ofMember.queryKey({ memberId, limit: 5 }) }),
        ]),
    }),
  );
  const given = claim.data;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      busy={claim.isPending}
      title={t("title")}
      description={t("lead")}
      footer={
        !given && (
          <Button type="submit" form={form} variant="primary" loading={claim.isPending}>
            {t("submit")}
          </Button>
        )
      }
    >
      {given ? (
        <Notice tone="ok" title={t("done", { points: points("long", { value: formats.number(given.pointsEarned) }) })}>
          {t("doneLead", { date: formats.date(given.occurredAt), total: formats.yen(given.totalYen) })}
        </Notice>
      ) : (
        <form
          id={form}
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (totalYen !== null && !claim.isPending) claim.mutate({ memberId, receiptNo, totalYen });
          }}
        >
          {claim.isError && <Notice tone="danger">{errorText(claim.error)}</Notice>}
          <Field label={t("receiptNo")} hint={t("receiptHint")} required>
            <Input required maxLength={100} value={receiptNo} onChange={(event) => setReceiptNo(event.target.value)} />
          </Field>
          <Field label={t("total")} required>
            <AmountInput value={totalYen} onValueChange={setTotalYen} />
          </Field>
        </form>
      )}
    </Dialog>
  );
}
