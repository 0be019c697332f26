"use client";

import { useMutation } from "@tanstack/react-query";
import { Archive, ArchiveRestore, Ban, Copy, Ellipsis, Pause, Pencil, Play, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toaster";
import type { CampaignView } from "@/components/campaigns/campaign-page";
import { DiscardDialog } from "./discard-dialog";

type Props = {
  /** The campaign's own page. */
  path: string;
  campaign: Pick<
    CampaignView,
    "id" | "name" | "state" | "canEdit" | "archivedAt" | "current" | "revision" | "draft" | "messageClass" | "priority"
  >;
  /** The draft says something else than the version that runs. */
  hasChanges: boolean;
};

/** What can be done to a campaign now; each button says beforehand what will happen. */
export function CampaignActions({ path, campaign, hasChanges }: Props) {
  const t = useTranslations("campaigns");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const { id: campaignId, state, name, canEdit } = campaign;
  const isArchived = campaign.archivedAt !== null;
  const isOpen = canEdit && (state === "draft" || state === "live" || state === "paused");
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
  const archive = useMutation(
    trpc.campaigns.archive.mutationOptions({
      onSuccess: ({ archivedAt }) => {
        if (archivedAt)
          toast.success(t("actions.archive.done"), {
            action: {
              label: t("actions.archive.undo"),
              onClick: () => archive.mutate({ campaignId, isArchived: false }),
            },
          });
        else toast.success(t("actions.archive.backDone"));
        router.refresh();
      },
      onError: (error) => toast.error(errorText(error)),
    }),
  );
  const listPath = path.slice(0, path.lastIndexOf("/"));
  const clone = useMutation(
    trpc.campaigns.clone.mutationOptions({
      onSuccess: ({ campaignId: copy }) => {
        toast.success(t("actions.clone.done"));
        router.push(`${listPath}/${copy}/edit?step=target`);
      },
      onError: (error) => toast.error(errorText(error)),
    }),
  );
  const putBack = useMutation(trpc.campaigns.saveDraft.mutationOptions(settled(t("actions.discard.putBack"))));
  const discard = useMutation(
    trpc.campaigns.discardDraft.mutationOptions({
      onSuccess: ({ isDeleted, revision }) => {
        if (isDeleted) {
          toast.success(t("actions.discard.deleted"));
          router.push(listPath);
          return;
        }
        const { messageClass, priority, draft } = campaign;
        toast.success(t("actions.discard.reverted"), {
          action: {
            label: t("actions.discard.undo"),
            onClick: () =>
              putBack.mutate({
                campaignId,
                revision: revision ?? campaign.revision,
                name,
                messageClass,
                priority,
                draft,
              }),
          },
        });
        router.refresh();
      },
      onError: (error) => {
        toast.error(errorText(error));
        router.refresh();
      },
    }),
  );
  const pause = useMutation(trpc.campaigns.pause.mutationOptions(settled(t("actions.pause.done"))));
  const resume = useMutation(trpc.campaigns.resume.mutationOptions(settled(t("actions.resume.done"))));
  const cancel = useMutation(trpc.campaigns.cancel.mutationOptions(settled(t("actions.cancel.done"))));
  const refusal = canEdit ? undefined : t("errors.edit_role");
  const words = (act: "pause" | "resume" | "cancel") => ({
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
      {canEdit && state === "draft" && campaign.current === null && (
        <DiscardDialog
          name={name}
          onConfirm={() => quietly(discard.mutateAsync({ campaignId, revision: campaign.revision }))}
        />
      )}
      {isOpen && (
        <ButtonLink
          href={`${path}/edit?step=${state === "draft" ? "target" : "check"}`}
          variant={state === "draft" ? "primary" : "secondary"}
          icon={<Pencil aria-hidden />}
        >
          {t(state === "draft" ? "actions.goOn" : "actions.edit")}
        </ButtonLink>
      )}
      {canEdit && (
        <Menu
          trigger={<IconButton label={t("actions.more")} icon={<Ellipsis aria-hidden />} hint={false} />}
          items={[
            {
              key: "clone",
              label: t("actions.clone.button"),
              icon: <Copy aria-hidden />,
              onSelect: () => clone.mutate({ campaignId }),
            },
            ...(hasChanges && isOpen
              ? [
                  {
                    key: "revert",
                    label: t("actions.discard.revert"),
                    hint: t("actions.discard.revertHint"),
                    icon: <Undo2 aria-hidden />,
                    onSelect: () => discard.mutate({ campaignId, revision: campaign.revision }),
                  },
                ]
              : []),
            isArchived
              ? {
                  key: "back",
                  label: t("actions.archive.back"),
                  icon: <ArchiveRestore aria-hidden />,
                  onSelect: () => archive.mutate({ campaignId, isArchived: false }),
                }
              : {
                  key: "archive",
                  label: t("actions.archive.button"),
                  hint: t("actions.archive.hint"),
                  icon: <Archive aria-hidden />,
                  ...(state === "live" || state === "paused" ? { disabledReason: t("actions.archive.running") } : {}),
                  onSelect: () => archive.mutate({ campaignId, isArchived: true }),
                },
          ]}
        />
      )}
    </>
  );
}
