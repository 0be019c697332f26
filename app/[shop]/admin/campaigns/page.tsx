import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { CampaignsPage } from "@/components/campaigns/campaigns-page";
import { campaignStateNames } from "@/components/campaigns/state-badge";
import { adminCaller } from "../_parts/admin-gate";
import { AddressSearch } from "../_parts/address-search";
import { cursorFrom } from "../_parts/cursor";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ q?: string; state?: string; cursor?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("campaigns.list"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const { api, base, context } = await adminCaller((await params).shop, "/campaigns", await searchParams);
  const { q = "", state: wanted, cursor } = await searchParams;
  const state = campaignStateNames.find((name) => name === wanted) ?? null;
  const t = await getTranslations("campaigns.list");
  const found = await orNotFound(
    api.campaigns.list({ q: q.slice(0, 80), state: state ?? undefined, cursor: cursorFrom(cursor) }),
  );
  return (
    <CampaignsPage
      {...{ base, q, state, rows: found.rows, now: context.now }}
      nextCursor={found.cursor && JSON.stringify(found.cursor)}
      isFirstPage={!cursor}
      search={<AddressSearch label={t("search")} />}
    />
  );
}
