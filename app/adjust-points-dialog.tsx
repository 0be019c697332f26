"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
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
import { RadioGroup } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/toaster";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  memberId: string;
  available: number;
  /** Points that this person may add or take on one wallet within a day; null where there is no limit. */
  limit: number | null;
  /** Where the adjustment is made, for its key: the office or the counter. */
  place: "office" | "counter";
};

const random = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join("");

/** Adds or takes points, with the reason that stays in the ledger. Give it a new React key for each opening: a new form, a new request. */
export function AdjustPointsDialog({ open, onOpenChange, memberId, available, limit, place }: Props) {
  const t = useTranslations("memberDesk.adjust");
  const approval = useTranslations("watch.approvals");
  const formats = useFormats();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const formId = useId();
  // Made once per form: a second press, or a retry after a lost answer, is the same adjustment.
  const [key] = useState(() => `${place}:${random()}`);
  const [sign, setSign] = useState<"add" | "take">("add");
  const [points, setPoints] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const adjust = useMutation(
    trpc.points.adjust.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.points.ofMember.queryKey({ memberId }) });
        toast.success(t("done"));
        onOpenChange(false);
        router.refresh();
      },
    }),
  );
  const whyNot = () => {
    if (!points) return t("pointsFirst");
    if (sign === "take" && points > available) return t("tooMany", { available: formats.number(available) });
    return reason.trim() ? undefined : t("reasonFirst");
  };
  const ask = useMutation(
    trpc.watch.ask.mutationOptions({
      onSuccess: () => {
        toast.success(approval("askedDone"));
        onOpenChange(false);
        router.refresh();
      },
    }),
  );
  const refusal = whyNot();
  // Beyond a limit a second person decides; the shop's own limits are known when they refuse.
  const isBeyond =
    (limit !== null && points !== null && points > limit) ||
    (adjust.error instanceof TRPCClientError &&
      ["points.needs_approval", "points.adjust_limit"].includes(
        (adjust.error.data as { reason?: string })?.reason ?? "",
      ));
  const submit = () => {
    if (refusal || !points || adjust.isPending || ask.isPending) return;
    (isBeyond ? ask : adjust).mutate({
      memberId,
      key,
      points: sign === "add" ? points : -points,
      reason: reason.trim(),
    });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      busy={adjust.isPending || ask.isPending}
      title={t("title")}
      description={t("lead")}
      footer={
        <Button
          variant="primary"
          type="submit"
          form={formId}
          loading={adjust.isPending || ask.isPending}
          disabledReason={refusal}
        >
          {isBeyond ? approval("ask") : t(sign)}
        </Button>
      }
    >
      <form
        id={formId}
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
          hint={
            limit === null
              ? t("available", { points: formats.number(available) })
              : t("limit", { limit: formats.number(limit) })
          }
        >
          <AmountInput value={points} onValueChange={setPoints} suffix="pt" />
        </Field>
        <Field label={t("reason")} required hint={t("reasonHint")}>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {isBeyond && !ask.isError && <Notice>{approval("askHint")}</Notice>}
        {ask.isError && <Notice tone="danger">{errorText(ask.error)}</Notice>}
        {adjust.isError && !isBeyond && <Notice tone="danger">{errorText(adjust.error)}</Notice>}
      </form>
    </Dialog>
  );
}
