"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { errorText as sentenceFor, useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/toaster";

type Props = {
  memberId: string;
  available: number /** Why this person may not adjust, or null. */;
  refusal: string | null;
};

/** The button that adds or takes points by hand, or says why not. */
export function AdjustPoints({ memberId, available, refusal }: Props) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  // A new form, and with it a new key, each time it is opened.
  const [round, setRound] = useState(0);
  return (
    <>
      <Button
        size="sm"
        disabledReason={refusal ? sentenceFor(t, refusal, {}) : undefined}
        onClick={() => {
          setRound(round + 1);
          setOpen(true);
        }}
      >
        {t("admin.adjust.open")}
      </Button>
      <AdjustDialog key={round} open={open} onOpenChange={setOpen} memberId={memberId} available={available} />
    </>
  );
}

type DialogProps = { open: boolean; onOpenChange: (open: boolean) => void; memberId: string; available: number };

function AdjustDialog({ open, onOpenChange, memberId, available }: DialogProps) {
  const t = useTranslations("admin.adjust");
  const formats = useFormats();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const formId = useId();
  // Made once per form: a second press, or a retry after a lost answer, is the same adjustment.
  const [key] = useState(() => `office:${crypto.getRandomValues(new Uint32Array(4)).join("-")}`);
  const [sign, setSign] = useState<"add" | "take">("add");
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const points = /^\d{1,9}$/.test(text.normalize("NFKC").replaceAll(",", ""))
    ? Number(text.normalize("NFKC").replaceAll(",", ""))
    : 0;
  const adjust = useMutation(
    trpc.points.adjust.mutationOptions({
      onSuccess: () => {
        toast.success(t("done"));
        onOpenChange(false);
        router.refresh();
      },
    }),
  );
  const whyNot = () => {
    if (points === 0) return t("pointsFirst");
    if (sign === "take" && points > available) return t("tooMany", { available: formats.number(available) });
    return reason.trim() ? undefined : t("reasonFirst");
  };
  const refusal = whyNot();
  const submit = () => {
    if (!refusal && !adjust.isPending)
      adjust.mutate({ memberId, key, points: sign === "add" ? points : -points, reason: reason.trim() });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("lead")}
      footer={
        <Button variant="primary" type="submit" form={formId} loading={adjust.isPending} disabledReason={refusal}>
          {t(sign)}
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
        <Field label={t("points")} required hint={t("available", { points: formats.number(available) })}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <Field label={t("reason")} required hint={t("reasonHint")}>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {adjust.isError && <Notice tone="danger">{errorText(adjust.error)}</Notice>}
      </form>
    </Dialog>
  );
}
