"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toaster";

interface Props {
  isOn: boolean;
  onChange: (isGranted: boolean) => Promise<void>;
}

/** Takes effect at once and falls back to what it was when the server could not be told. */
export function MailSwitch({ isOn, onChange }: Props) {
  const t = useTranslations("my.account");
  const errors = useTranslations("errors");
  const [shown, show] = useOptimistic(isOn);
  const [isPending, start] = useTransition();
  const set = (isGranted: boolean) =>
    start(async () => {
      show(isGranted);
      try {
        await onChange(isGranted);
        toast.success(t("mailSaved"));
      } catch {
        toast.error(errors("unexpected"));
      }
    });
  return (
    <Switch
      label={t("mailSwitch")}
      hint={t("mailHint")}
      checked={shown}
      aria-busy={isPending}
      onChange={(event) => set(event.target.checked)}
    />
  );
}
