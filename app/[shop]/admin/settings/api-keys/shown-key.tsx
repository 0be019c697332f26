"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

/** A key, the only time it is shown. */
export function ShownKey({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTranslations("access.keys");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("shownTitle")}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Notice tone="warn">{t("shownLead")}</Notice>
        <p className="flex items-center gap-2 rounded-lg bg-sunken py-1 ps-4 pe-2">
          <code aria-label={t("key")} className="min-w-0 flex-1 py-2 text-sm break-all">
            {secret}
          </code>
          <CopyButton text={secret} />
        </p>
      </div>
    </Dialog>
  );
}
