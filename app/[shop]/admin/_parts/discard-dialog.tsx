"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

interface Props {
  name: string;
  onConfirm: () => Promise<unknown>;
}

/** Asks by a word before a draft that was never launched is deleted: that cannot be undone. */
export function DiscardDialog({ name, onConfirm }: Props) {
  const t = useTranslations("campaigns.actions.discard");
  return (
    <ConfirmDialog
      title={t("title", { name: name.trim() || t("unnamed") })}
      description={t("description")}
      consequences={[t("first"), t("second")]}
      typeToConfirm={t("word")}
      confirmLabel={t("confirm")}
      onConfirm={onConfirm}
      trigger={
        <Button variant="ghost" icon={<Trash2 aria-hidden />}>
          {t("button")}
        </Button>
      }
    />
  );
}
