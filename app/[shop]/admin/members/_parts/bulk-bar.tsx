"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Download, MailX, Tag, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { memberFilterOf, type MemberListState } from "@/components/admin/member-filters";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toaster";
import { TagDialog } from "./tag-dialog";

interface Props {
  base: string;
  state: MemberListState;
  tags: readonly { tagId: string; name: string }[];
  ids: string[];
  /** Everybody whom the filter finds, beyond this page. */
  isAll: boolean;
  canChooseAll: boolean;
  onChooseAll: () => void;
  onClear: () => void;
}

type Action = "add_tag" | "remove_tag" | "withdraw_consent";

/** What can be done with those who were chosen; each can be taken back for ten minutes. */
export function BulkBar({ base, state, tags, ids, isAll, canChooseAll, onChooseAll, onClear }: Props) {
  const t = useTranslations("memberDesk.bulk");
  const formats = useFormats();
  const locale = useLocale();
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [dialog, setDialog] = useState<Action | null>(null);
  const filter = memberFilterOf(state);
  const all = useQuery({ ...trpc.memberDesk.count.queryOptions(filter), enabled: isAll || canChooseAll });
  const start = useMutation(trpc.memberDesk.startBulk.mutationOptions());
  const ask = useMutation(trpc.access.requestExport.mutationOptions());
  if (ids.length === 0) return null;
  const whom = isAll ? { filter } : { memberIds: ids };
  const count = isAll ? (all.data?.count ?? ids.length) : ids.length;
  const tooMany = isAll && all.data?.isMore ? t("tooMany", { most: formats.number(all.data.count) }) : undefined;

  const undo = (runId: string) =>
    client.memberDesk.undoBulk.mutate({ runId }).then(
      ({ isRunning }) => {
        toast.success(t(isRunning ? "undoing" : "undone"));
        router.refresh();
      },
      (error: unknown) => toast.error(errorText(error)),
    );
  const run = async (action: Action, tagId?: string) => {
    try {
      const { runId, total, isRunning } = await start.mutateAsync({ action, tagId, ...whom });
      onClear();
      router.refresh();
      if (isRunning) toast.info(t("started", { count: total }));
      else
        toast.success(t(`done.${action}`, { count: total, tag: tags.find((tag) => tag.tagId === tagId)?.name ?? "" }), {
          duration: 10_000,
          action: { label: t("undo"), onClick: () => void undo(runId) },
        });
    } catch (error) {
      toast.error(errorText(error));
      throw error;
    }
  };
  const exportList = () =>
    ask.mutate(
      { kind: "members", filter: whom, locale: locale === "en" ? "en" : "ja" },
      {
        onSuccess: ({ state: exportState, personCount }) => {
          const title = t(exportState === "awaiting_approval" ? "exportWaits" : "exportStarted", {
            count: personCount,
          });
          toast.success(title, {
            duration: 10_000,
            action: { label: t("openExports"), onClick: () => router.push(`${base}/exports`) },
          });
        },
        onError: (error) => toast.error(errorText(error)),
      },
    );
  return (
    <section
      aria-label={t("label")}
      className="sticky bottom-3 z-20 mt-3 flex flex-wrap items-center gap-2 rounded-xl border border-line bg-raised px-4 py-2.5 shadow-pop max-sm:bottom-2"
    >
      <p aria-live="polite" className="text-sm font-medium max-sm:basis-full">
        {t("chosen", { count })}
      </p>
      {!isAll && canChooseAll && all.data && (
        <Button size="sm" variant="ghost" onClick={onChooseAll}>
          {all.data.isMore ? t("chooseMore") : t("chooseAll", { count: all.data.count })}
        </Button>
      )}
      <span className="flex flex-wrap gap-2 sm:ms-auto">
        <Button size="sm" icon={<Tag aria-hidden />} disabledReason={tooMany} onClick={() => setDialog("add_tag")}>
          {t("addTag")}
        </Button>
        <Button
          size="sm"
          disabledReason={tooMany ?? (tags.length === 0 ? t("noTags") : undefined)}
          onClick={() => setDialog("remove_tag")}
        >
          {t("removeTag")}
        </Button>
        <Button
          size="sm"
          icon={<MailX aria-hidden />}
          disabledReason={tooMany}
          onClick={() => setDialog("withdraw_consent")}
        >
          {t("withdrawConsent")}
        </Button>
        <Button size="sm" icon={<Download aria-hidden />} loading={ask.isPending} onClick={exportList}>
          {t("export")}
        </Button>
        <Button size="sm" variant="ghost" icon={<X aria-hidden />} onClick={onClear}>
          {t("clear")}
        </Button>
      </span>
      <TagDialog
        key={dialog}
        mode={dialog === "remove_tag" ? "remove" : "add"}
        open={dialog === "add_tag" || dialog === "remove_tag"}
        onOpenChange={() => setDialog(null)}
        tags={tags}
        count={count}
        onChoose={(tagId) => run(dialog === "remove_tag" ? "remove_tag" : "add_tag", tagId)}
      />
      <ConfirmDialog
        open={dialog === "withdraw_consent"}
        onOpenChange={() => setDialog(null)}
        title={t("consentTitle")}
        description={t("consentLead", { count })}
        consequences={[t("consentRecord"), t("consentUndo")]}
        confirmLabel={t("consentConfirm", { count })}
        onConfirm={() => run("withdraw_consent")}
      />
    </section>
  );
}
