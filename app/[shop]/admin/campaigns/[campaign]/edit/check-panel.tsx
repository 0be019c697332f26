"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Rocket } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { CheckList, type FindingView } from "@/components/campaigns/composer/check-step";
import { DraftDiff } from "@/components/campaigns/composer/draft-diff";
import type { StepName } from "@/components/campaigns/composer/work";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonText } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import { AskForApproval } from "../../../_parts/approval";
import { liveWork } from "../../../_parts/live-work";
import { useTargetNames } from "../../../_parts/use-target-names";
import type { ComposerProps } from "./composer";
import type { useDraft } from "./use-draft";

interface Props extends Pick<ComposerProps, "campaign" | "colleagues" | "me"> {
  path: string;
  draft: ReturnType<typeof useDraft>;
  isTargetHalf: boolean;
  stepLink: (step: StepName, label: ReactNode) => ReactNode;
}

/** The check list of the saved draft, what it would change about the version that runs, and the way out: launch, or a second person. */
export function CheckPanel({ campaign, colleagues, me, path, draft, isTargetHalf, stepLink }: Props) {
  const t = useTranslations("composer.check");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const { work, revision, status } = draft;
  const checks = useQuery({
    ...trpc.campaigns.checks.queryOptions({ campaignId: campaign.id }),
    // What was looked at is what is published: after each saving it is looked at anew.
    enabled: status.kind === "saved",
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.approval.current?.state === "waiting" ? 10_000 : false),
  });
  const live = campaign.current ? liveWork(work.name, campaign.current.definition) : null;
  const targetNames = useTargetNames(live, live && work);
  const publish = useMutation(
    trpc.campaigns.publish.mutationOptions({
      onSuccess: () => {
        toast.success(t(live ? "publishedAgain" : "launched"));
        router.push(path);
        router.refresh();
      },
      onError: (error) => {
        toast.error(errorText(error));
        void checks.refetch();
      },
    }),
  );
  const names = Object.fromEntries(colleagues.map(({ membershipId, name }) => [membershipId, name]));
  if (checks.isError) return <ErrorState description={errorText(checks.error)} onRetry={() => void checks.refetch()} />;
  const found = checks.data;
  if (!found)
    return (
      <Card>
        <SkeletonText lines={8} />
        <p role="status" className="mt-3 text-sm text-ink-3">
          {t(status.kind === "saved" || status.kind === "saving" || status.kind === "unsaved" ? "looking" : "notSaved")}
        </p>
      </Card>
    );
  const half: FindingView[] = isTargetHalf ? [{ code: "target_half", value: "target", weight: "block" }] : [];
  const findings = [...half, ...found.findings];
  const isBlocked = findings.some(({ weight }) => weight === "block");
  const isFresh = status.kind === "saved" && found.revision === revision;
  const { approval } = found;
  const needsSecond = approval.isNeeded && approval.current?.state !== "approved";
  const refusal = !isFresh ? t("saveFirst") : isBlocked ? t("blocked") : needsSecond ? t("secondFirst") : undefined;
  return (
    <div className="grid gap-8">
      <CheckList
        findings={findings}
        audience={found.audience}
        isByDate={work.draft.timing?.kind === "date_of_fact"}
        stepLink={stepLink}
      />
      {live && campaign.current && (
        <DraftDiff live={live} draft={work} versionNo={campaign.current.versionNo} names={targetNames} />
      )}
      {approval.isNeeded && (
        <AskForApproval
          campaignId={campaign.id}
          revision={revision}
          persons={found.persons}
          above={approval.above}
          current={approval.current}
          me={me}
          names={names}
          refusal={!isFresh ? t("saveFirst") : isBlocked ? t("blocked") : undefined}
          onDone={() => void checks.refetch()}
        />
      )}
      <div className="flex flex-wrap items-center justify-end gap-4">
        {refusal && <p className="text-sm text-ink-3">{refusal}</p>}
        <ConfirmDialog
          tone="primary"
          title={t(live ? "publishTitle" : "launchTitle", { name: work.name })}
          description={t(live ? "publishLead" : "launchLead")}
          consequences={live ? [t("publishFirst"), t("publishSecond")] : [t("launchFirst"), t("launchSecond")]}
          confirmLabel={t(live ? "publish" : "launch")}
          onConfirm={() => publish.mutateAsync({ campaignId: campaign.id, revision }).catch(() => undefined)}
          trigger={
            <Button variant="primary" icon={<Rocket aria-hidden />} disabledReason={refusal}>
              {t(live ? "publish" : "launch")}
            </Button>
          }
        />
      </div>
    </div>
  );
}
