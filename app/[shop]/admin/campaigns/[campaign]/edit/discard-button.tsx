"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useErrorText } from "@/app/use-error-text";
import { isSameWork } from "@/components/campaigns/composer/work";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import { DiscardDialog } from "../../../_parts/discard-dialog";
import { liveWork } from "../../../_parts/live-work";
import type { ComposerProps } from "./composer";
import type { useDraft } from "./use-draft";

type Props = Pick<ComposerProps, "base" | "campaign"> & { draft: ReturnType<typeof useDraft> };

/** Throws the draft away: all of it where nothing was launched, else what differs from the version that runs, which can be undone. */
export function DiscardButton({ base, campaign, draft }: Props) {
  const t = useTranslations("campaigns.actions.discard");
  const errorText = useErrorText();
  const router = useRouter();
  const { current } = campaign;
  const discard = async () => {
    try {
      const done = await draft.discard();
      if (!done) return;
      if (done.isDeleted) {
        toast.success(t("deleted"));
        router.push(`${base}/campaigns`);
      } else
        toast.success(t("reverted"), {
          duration: 10_000,
          action: { label: t("undo"), onClick: () => draft.replace(done.thrownAway) },
        });
    } catch (error) {
      toast.error(errorText(error));
    }
  };
  if (current === null) return <DiscardDialog name={draft.work.name} onConfirm={discard} />;
  return (
    !isSameWork(draft.work, liveWork(draft.work.name, current.definition)) && (
      <Button variant="ghost" icon={<Undo2 aria-hidden />} onClick={() => void discard()}>
        {t("revert")}
      </Button>
    )
  );
}
