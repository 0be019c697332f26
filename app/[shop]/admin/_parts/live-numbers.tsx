"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { isUnderWay, NumbersPanel } from "@/components/campaigns/campaign-numbers";
import { EffectPanel } from "@/components/campaigns/effect-panel";
import { addressOf } from "@/components/admin/address";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import type { CampaignNumbers } from "@/server/results/queries/numbers";

type Props = { campaignId: string; path: string; initial: CampaignNumbers; isLive: boolean };

const busyMs = 3_000;
const calmMs = 20_000;

/** The numbers of a campaign, asked for again while it runs: often while something is on its way, seldom while it waits. */
export function LiveNumbers({ campaignId, path, initial, isLive }: Props) {
  const t = useTranslations("campaigns");
  const trpc = useTRPC();
  const { data: numbers } = useQuery({
    ...trpc.results.numbers.queryOptions({ campaignId }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? busyMs : isLive ? calmMs : false),
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
        <NumbersPanel numbers={numbers} logHref={(verdict) => `${addressOf(path, { verdict })}#log`} />
      </Section>
      <Section title={t("effect.title")} description={t("effect.description")}>
        <EffectPanel effect={numbers.effect} attributionDays={numbers.attributionDays} />
      </Section>
    </>
  );
}
