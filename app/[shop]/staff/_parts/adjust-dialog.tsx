"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { AmountInput } from "@/components/staff/amount-input";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/toaster";
import { randomKey } from "./random-key";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  memberId: string;
  available: number;
  /** Points that this person may add or take at once; null where there is no limit. */
  limit: number | null;
  errorText: (error: unknown) => string;
};

/** Adds or takes points, with the reason that stays in the ledger. */
export function AdjustDialog({ open, onOpenChange, memberId, available, limit, errorText }: Props) {
  const t = useTranslations("staff.adjust");
  const formats = useFormats();
  const trpc = useTRPC();
  const client = useQueryClient();
  // Made once per form: a second press, or a retry after a lost answer, is the same adjustment.
  const [key] = useState(() => `counter:${randomKey()}`);
  const [sign, setSign] = useState<"add" | "take">("add");
  const [points, setPoints] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const adjust = useMutation(
    trpc.points.adjust.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.points.ofMember.queryKey({ memberId }) });
        toast.success(t("done"));
        onOpenChange(false);
      },
    }),
  );
  const whyNot = () => {
    if (!points) return t("pointsFirst");
    if (limit !== null && points > limit) return t("overLimit", { limit: formats.number(limit) });
    if (sign === "take" && points > available) return t("tooMany", { available: formats.number(available) });
    return reason.trim() ? undefined : t("reasonFirst");
  };
  const refusal = whyNot();
  const submit = () => {
    if (refusal || !points || adjust.isPending) return;
    adjust.mutate({ memberId, key, points: sign === "add" ? points : -points, reason: reason.trim() });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("lead")}
      footer={
        <Button
          variant="primary"
          type="submit"
          form="adjust-points"
          loading={adjust.isPending}
          disabledReason={refusal}
        >
          {t(sign === "add" ? "add" : "take")}
        </Button>
      }
    >
      <form
        id="adjust-points"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <RadioGroup
          legend={t("direction")}
          name="direction"
          look="inline"
          value={sign}
          onValueChange={(value) => setSign(value === "take" ? "take" : "add")}
          options={[
            { value: "add", label: t("addChoice") },
            { value: "take", label: t("takeChoice") },
          ]}
        />
        <Field
          label={t("points")}
          required
          hint={limit === null ? undefined : t("limit", { limit: formats.number(limit) })}
        >
          <AmountInput value={points} onValueChange={setPoints} suffix={t("unit")} />
        </Field>
        <Field label={t("reason")} required hint={t("reasonHint")}>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {adjust.isError && <Notice tone="danger">{errorText(adjust.error)}</Notice>}
      </form>
    </Dialog>
  );
}
