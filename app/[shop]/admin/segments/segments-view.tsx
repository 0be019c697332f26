import { getTranslations } from "next-intl/server";
import { SegmentsPage } from "@/components/admin/segments-page";
import { canUseSegments } from "@/server/segments/access";
import { AddressSearch } from "../_parts/address-search";
import { adminCaller } from "../_parts/admin-gate";
import { CountedRule } from "../_parts/counted-segment";
import { NewSegmentButton } from "../_parts/new-segment-button";

export interface SegmentsAddress {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ q?: string }>;
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

/** Saved segments, and whom live campaigns reach. */
export async function SegmentsView({ params, searchParams }: SegmentsAddress) {
  const { q = "" } = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/segments", { q });
  const [t, saved, live] = await Promise.all([getTranslations(), api.segments.list(), api.segments.liveTargets()]);
  const rows = saved.rows.filter((row) => fold(`${row.name} ${row.description}`).includes(fold(q.trim())));
  const refusal = canUseSegments(staff) ? t("segments.errors.role") : undefined;
  const countOf = (rule: (typeof rows)[number]["rule"]) => api.segments.count({ rule });
  return (
    <SegmentsPage
      {...{ base, q }}
      search={<AddressSearch label={t("admin.segments.search")} />}
      create={<NewSegmentButton href={`${base}/segments/new`} refusal={refusal} />}
      saved={rows.map(({ id, name, rule, members }) => ({
        id,
        name,
        summary: <CountedRule {...{ rule, names: saved.names, known: members }} count={countOf} />,
      }))}
      campaigns={live.rows.map(({ id, name, rule }) => ({
        id,
        name,
        summary: <CountedRule {...{ rule, names: live.names, known: null }} count={countOf} />,
      }))}
    />
  );
}
