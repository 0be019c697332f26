"use client";

import { useMutation } from "@tanstack/react-query";
import { Download, Ellipsis, Smartphone, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toaster";

interface Props {
  memberId: string;
  previewHref: string;
  isWithdrawn: boolean;
  /** What would be lost. */
  points: { available: number; pending: number };
  warranties: number;
  /** Why not, or undefined. */
  exportRefusal: string | undefined;
  withdrawRefusal: string | undefined;
}

/** What is done with a person as a whole: see their My Page, hand out everything held about them, end their membership. */
export function PersonActions(props: Props) {
  const { memberId, previewHref, isWithdrawn, points, warranties, exportRefusal, withdrawRefusal } = props;
  const t = useTranslations("memberDesk.person");
  const formats = useFormats();
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [isLeaving, setLeaving] = useState(false);
  const [reason, setReason] = useState("");
  const withdraw = useMutation(trpc.memberDesk.withdraw.mutationOptions());
  const everything = useMutation(
    trpc.memberDesk.exportPerson.mutationOptions({
      onSuccess: ({ fileName, document }) => saveAs(fileName, JSON.stringify(document, null, 2)),
      onError: (error) => toast.error(errorText(error)),
    }),
  );
  const total = points.available + points.pending;
  return (
    <>
      {!isWithdrawn && (
        <ButtonLink href={previewHref} icon={<Smartphone aria-hidden />}>
          {t("preview")}
        </ButtonLink>
      )}
      <Menu
        trigger={
          <Button icon={<Ellipsis aria-hidden />} loading={everything.isPending}>
            {t("more")}
          </Button>
        }
        items={[
          {
            key: "export",
            label: t("export"),
            hint: t("exportHint"),
            icon: <Download aria-hidden />,
            disabledReason: exportRefusal,
            onSelect: () => everything.mutate({ memberId }),
          },
          {
            key: "withdraw",
            label: t("withdraw"),
            icon: <UserX aria-hidden />,
            danger: true,
            separatorBefore: true,
            disabledReason: isWithdrawn ? t("isWithdrawn") : withdrawRefusal,
            onSelect: () => setLeaving(true),
          },
        ]}
      />
      <ConfirmDialog
        open={isLeaving}
        onOpenChange={setLeaving}
        title={t("withdrawTitle")}
        description={t("withdrawLead")}
        consequences={[
          total > 0 ? t("losesPoints", { points: formats.number(total) }) : t("losesNoPoints"),
          warranties > 0 ? t("losesWarranties", { count: warranties }) : t("losesNoWarranties"),
          t("losesAccess"),
          t("losesProfile"),
          t("keepsBooks"),
        ]}
        typeToConfirm={t("withdrawWord")}
        confirmLabel={t("withdrawConfirm")}
        onConfirm={async () => {
          try {
            await withdraw.mutateAsync({ memberId, reason: reason.trim() || undefined });
            toast.success(t("withdrawn"));
            router.refresh();
          } catch (error) {
            toast.error(errorText(error));
            throw error;
          }
        }}
      >
        <Field label={t("reason")} hint={t("reasonHint")} optional>
          <Input
            value={reason}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </ConfirmDialog>
    </>
  );
}

/** Hands a text to the browser as a file. */
function saveAs(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
