import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { campaignFilterNames, CampaignsPage } from "@/components/campaigns/campaigns-page";
import { adminCaller } from "../_parts/admin-gate";
import { AddressSearch } from "../_parts/address-search";
import { cursorFrom } from "../_parts/cursor";
import { ListActions } from "./list-actions";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ q?: string; state?: string; sort?: string; cursor?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("campaigns.list"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams;
  const { api, base, context, staff } = await adminCaller((await params).shop, "/campaigns", query);
  const { q = "", state: wanted, cursor } = query;
  const state = campaignFilterNames.find((name) => name === wanted) ?? null;
  const sort = query.sort === "name" ? "name" : "updated";
  const t = await getTranslations("campaigns.list");
  const found = await orNotFound(
    api.campaigns.list({ q: q.slice(0, 80), state: state ?? undefined, sort, cursor: cursorFrom(cursor) }),
  );
  return (
    <CampaignsPage
      {...{ base, q, state, sort, rows: found.rows, now: context.now }}
      nextCursor={found.cursor && JSON.stringify(found.cursor)}
      previousCursor={found.previous && JSON.stringify(found.previous)}
      search={<AddressSearch label={t("search")} />}
      actions={<ListActions base={base} staff={staff} settings={await api.campaigns.approvalSettings()} />}
    />
  );
}
