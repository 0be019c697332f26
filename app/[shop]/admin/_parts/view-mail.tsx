"use client";

import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { MailFrame } from "@/components/mail/mail-frame";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { SkeletonText } from "@/components/ui/skeleton";

/** Opens the very mail that somebody got, filled again from what was kept. */
export function ViewMail({ memberId, deliveryId }: { memberId: string; deliveryId: string }) {
  const t = useTranslations("admin.mail");
  const formats = useFormats();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const mail = useQuery({
    ...trpc.delivery.preview.queryOptions({ memberId, deliveryId }),
    enabled: open,
    staleTime: Infinity,
  });
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="lg"
      trigger={
        <Button size="sm" variant="ghost" icon={<Eye aria-hidden />}>
          {t("open")}
        </Button>
      }
      title={mail.data?.subject ?? t("title")}
      description={mail.data && t("sentAt", { at: formats.dateTime(mail.data.sendAt) })}
    >
      {mail.isError ? (
        <Notice tone="danger">{errorText(mail.error)}</Notice>
      ) : mail.data ? (
        <div className="flex">
          <MailFrame html={mail.data.html} title={t("frame")} />
        </div>
      ) : (
        <SkeletonText lines={8} />
      )}
    </Dialog>
  );
}
