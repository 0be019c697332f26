"use client";

import { useMutation } from "@tanstack/react-query";
import { Ban, Pause, Play, Rocket } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import type { CampaignStateName } from "@/components/campaigns/state-badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toaster";

type Props = {
  campaign: { id: string; name: string; state: CampaignStateName; revision: number; canEdit: boolean };
  isComplete: boolean;
};

/** What can be done to a campaign now; each button says beforehand what will happen. */
export function CampaignActions({ campaign, isComplete }: Props) {
  const t = useTranslations("campaigns");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const { id: campaignId, state, revision, name, canEdit } = campaign;
  const settled = (done: string) => ({
    onSuccess: () => {
      toast.success(done);
      router.refresh();
    },
    onError: (error: unknown) => {
      toast.error(errorText(error));
      router.refresh();
    },
  });
  const publish = useMutation(trpc.campaigns.publish.mutationOptions(settled(t("actions.launch.done"))));
  const pause = useMutation(trpc.campaigns.pause.mutationOptions(settled(t("actions.pause.done"))));
  const resume = useMutation(trpc.campaigns.resume.mutationOptions(settled(t("actions.resume.done"))));
  const cancel = useMutation(trpc.campaigns.cancel.mutationOptions(settled(t("actions.cancel.done"))));
  const refusal = canEdit ? undefined : t("errors.edit_role");
  const incomplete = isComplete ? undefined : t("errors.incomplete");
  const words = (act: "launch" | "pause" | "resume" | "cancel") => ({
    title: t(`actions.${act}.title`, { name }),
    description: t(`actions.${act}.description`),
    consequences: [t(`actions.${act}.first`), t(`actions.${act}.second`)],
    confirmLabel: t(`actions.${act}.confirm`),
  });
  // A refusal is shown as a toast; the dialog closes either way, since the state has moved on.
  const quietly = (act: Promise<unknown>) => act.catch(() => undefined);
  return (
    <>
      {(state === "live" || state === "paused") && (
        <ConfirmDialog
          {...words("cancel")}
          typeToConfirm={t("actions.cancel.word")}
          trigger={
            <Button variant="ghost" icon={<Ban aria-hidden />} disabledReason={refusal}>
              {t("actions.cancel.button")}
            </Button>
          }
          onConfirm={() => quietly(cancel.mutateAsync({ campaignId }))}
        />
      )}
      {state === "live" && (
        <ConfirmDialog
          {...words("pause")}
          tone="primary"
          trigger={
            <Button icon={<Pause aria-hidden />} disabledReason={refusal}>
              {t("actions.pause.button")}
            </Button>
          }
          onConfirm={() => quietly(pause.mutateAsync({ campaignId }))}
        />
      )}
      {state === "paused" && (
        <ConfirmDialog
          {...words("resume")}
          tone="primary"
          trigger={
            <Button variant="primary" icon={<Play aria-hidden />} disabledReason={refusal}>
              {t("actions.resume.button")}
            </Button>
          }
          onConfirm={() => quietly(resume.mutateAsync({ campaignId }))}
        />
      )}
      {state === "draft" && (
        <ConfirmDialog
          {...words("launch")}
          tone="primary"
          trigger={
            <Button variant="primary" icon={<Rocket aria-hidden />} disabledReason={refusal ?? incomplete}>
              {t("actions.launch.button")}
            </Button>
          }
          onConfirm={() => quietly(publish.mutateAsync({ campaignId, revision }))}
        />
      )}
    </>
  );
}
