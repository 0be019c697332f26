"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = {
  today: string;
  version: number;
  disabledReason: string | undefined;
  publish: (startsOn: string) => Promise<unknown>;
};

/** From which day the version counts, and what that means. */
export function PublishDialog({ today, version, disabledReason, publish }: Props) {
  const t = useTranslations("ranks.publish");
  const [startsOn, setStartsOn] = useState(today);
  return (
    <ConfirmDialog
      trigger={
        <Button variant="primary" disabledReason={disabledReason}>
          {t("button")}
        </Button>
      }
      tone="primary"
      title={t("title", { version })}
      description={t("lines.now")}
      consequences={[t("lines.judge"), t("lines.quiet")]}
      confirmLabel={t("confirm")}
      onConfirm={() => publish(startsOn)}
    >
      <Field label={t("startsOn")} hint={t("startsHint")}>
        <Input
          type="date"
          min={today}
          required
          value={startsOn}
          onChange={(event) => setStartsOn(event.target.value || today)}
        />
      </Field>
    </ConfirmDialog>
  );
}
