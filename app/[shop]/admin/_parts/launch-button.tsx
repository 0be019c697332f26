"use client";

import { useMutation } from "@tanstack/react-query";
import { Rocket } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toaster";

type Props = { campaign: { id: string; name: string; revision: number; canEdit: boolean; missing: string | null } };

/** Launches a draft as it is, where its check list need not be read first. */
export function LaunchButton({ campaign }: Props) {
  const t = useTranslations("campaigns");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const publish = useMutation(
    trpc.campaigns.publish.mutationOptions({
      onSuccess: () => toast.success(t("actions.launch.done")),
      onError: (error) => toast.error(errorText(error)),
      onSettled: () => router.refresh(),
    }),
  );
  const { id: campaignId, name, revision, canEdit, missing } = campaign;
  return (
    <ConfirmDialog
      tone="primary"
      title={t("actions.launch.title", { name })}
      description={t("actions.launch.description")}
      consequences={[t("actions.launch.first"), t("actions.launch.second")]}
      confirmLabel={t("actions.launch.confirm")}
      onConfirm={() => publish.mutateAsync({ campaignId, revision }).catch(() => undefined)}
      trigger={
        <Button
          variant="primary"
          icon={<Rocket aria-hidden />}
          disabledReason={canEdit ? (missing ? t("errors.incomplete") : undefined) : t("errors.edit_role")}
        >
          {t("actions.launch.button")}
        </Button>
      }
    />
  );
}
