"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { isUnderWay, NumbersPanel } from "@/components/campaigns/campaign-numbers";
import { ReactionStats } from "@/components/campaigns/reaction-stats";
import { ProgressLines } from "@/components/campaigns/progress-lines";
import type { CampaignStateName } from "@/components/campaigns/state-badge";
import { EffectPanel } from "@/components/campaigns/effect-panel";
import { addressOf } from "@/components/admin/address";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import type { CampaignNumbers } from "@/server/results/queries/numbers";
import type { SendingProgress } from "@/server/results/queries/progress";
import type { CampaignReactions } from "@/server/results/queries/reactions";

type Props = {
  campaignId: string;
  path: string;
  initial: CampaignNumbers;
  progress: SendingProgress;
  reactions: CampaignReactions;
  /** As the rest of the page shows it. */
  state: CampaignStateName;
};

const busyMs = 3_000;
const calmMs = 20_000;
const seldomMs = 60_000;

/** The numbers of a campaign, asked for again while it runs: often while something is on its way, seldom while it waits. */
export function LiveNumbers({
  campaignId,
  path,
  initial,
  progress: first,
  reactions: firstReactions,
  state: shown,
}: Props) {
  const t = useTranslations("campaigns");
  const trpc = useTRPC();
  const router = useRouter();
  const isOpen = shown === "live" || shown === "paused";
  const { data: progress } = useQuery({
    ...trpc.results.progress.queryOptions({ campaignId }),
    initialData: first,
    refetchInterval: ({ state }) => (state.data && state.data.ready > 0 ? busyMs : isOpen ? calmMs / 2 : false),
  });
  // Somebody else paused it, or it came to its end: the whole page says so.
  useEffect(() => {
    if (progress.state !== shown) router.refresh();
  }, [progress.state, shown, router]);
  const { data: numbers } = useQuery({
    ...trpc.results.numbers.queryOptions({ campaignId }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? busyMs : isOpen ? calmMs : false),
  });
  const { data: reactions } = useQuery({
    ...trpc.results.reactions.queryOptions({ campaignId }),
    initialData: firstReactions,
    refetchInterval: isOpen ? seldomMs : false,
  });
  return (
    <>
      <Section
        title={t("numbers.title")}
        actions={
          isUnderWay(numbers) && (
            <Badge tone="info" dot>
              {t("numbers.updating")}
            </Badge>
          )
        }
      >
        <ProgressLines progress={progress} />
        <NumbersPanel
          numbers={numbers}
          logHref={(verdict) => `${addressOf(path, { verdict })}#log`}
          reactions={<ReactionStats reactions={reactions} />}
        />
      </Section>
      <Section title={t("effect.title")} description={t("effect.description")}>
        <EffectPanel effect={numbers.effect} attributionDays={numbers.attributionDays} />
      </Section>
    </>
  );
}
