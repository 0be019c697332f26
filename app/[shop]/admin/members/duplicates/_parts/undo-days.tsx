"use client";

import { useMutation } from "@tanstack/react-query";
import { Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAct } from "../../../_parts/use-act";

/** For how long a merge can be undone. */
export function UndoDays({ days, refusal }: { days: number; refusal: string | undefined }) {
  const t = useTranslations("identity.undoDays");
  const [trpc, act, formId] = [useTRPC(), useAct(), useId()];
  const [isOpen, setOpen] = useState(false);
  const [value, setValue] = useState(String(days));
  const save = useMutation(trpc.identity.setUndoDays.mutationOptions());
  const number = Number(value);
  const isRight = Number.isInteger(number) && number >= 1 && number <= 365;
  const submit = async () => {
    await act(save.mutateAsync({ undoDays: number }), t("saved"));
    setOpen(false);
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon={<Settings2 aria-hidden />} disabledReason={refusal}>
          {t("open")}
        </Button>
      }
      title={t("title")}
      footer={
        <Button
          variant="primary"
          type="submit"
          form={formId}
          loading={save.isPending}
          disabledReason={isRight ? undefined : t("range")}
        >
          {t("save")}
        </Button>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) void submit().catch(() => {});
        }}
      >
        <Field label={t("label")} hint={t("hint")} error={isRight ? undefined : t("range")} required>
          <Input inputMode="numeric" maxLength={3} value={value} onChange={(event) => setValue(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
