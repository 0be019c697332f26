import { ClipboardList, Gift, Plus } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { AddressSearch } from "@/app/[shop]/admin/_parts/address-search";
import { addressOf } from "@/components/admin/address";
import { Count, Points } from "@/components/format/amount";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import type { Actor } from "@/server/kernel/ctx";
import { canEditRewards, canHandleRewards } from "@/server/rewards/access";
import { rewardStates } from "@/server/rewards/input";
import type { callerFor } from "@/server/trpc/caller";

const tones = { offered: "ok", coming: "info", over: "neutral", stopped: "warn" } as const;

/** The catalogue as the shop's people see it. */
export async function RewardsView({
  api,
  base,
  staff,
  query,
}: {
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  base: string;
  staff: Actor;
  query: Record<string, string | undefined>;
}) {
  const state = rewardStates.find((one) => one === query.state);
  const q = (query.q ?? "").slice(0, 80);
  const [t, language, rows] = [
    await getTranslations("rewards"),
    await getLocale(),
    await api.rewards.list({ q, state }),
  ];
  const path = `${base}/rewards`;
  const locale = language === "en" ? "en" : "ja";
  const isEditor = canEditRewards(staff) === null;
  const create = isEditor && (
    <ButtonLink href={`${base}/rewards/new`} variant="primary" icon={<Plus aria-hidden />}>
      {t("admin.create")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("admin.title")}
        description={t("admin.description")}
        actions={
          <>
            {canHandleRewards(staff) === null && (
              <ButtonLink href={`${base}/rewards/orders`} icon={<ClipboardList aria-hidden />}>
                {t("admin.orders")}
              </ButtonLink>
            )}
            {create}
          </>
        }
      />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <AddressSearch label={t("admin.search")} placeholder={t("admin.search")} />
        <FilterChips
          label={t("admin.state")}
          value={state ?? ""}
          options={[
            { value: "", label: t("admin.all"), href: addressOf(path, { q }) },
            ...rewardStates.map((value) => ({
              value,
              label: t(`states.${value}`),
              href: addressOf(path, { q, state: value }),
            })),
          ]}
        />
      </div>
      <DataTable
        caption={t("admin.title")}
        rows={rows}
        rowKey={(row) => row.rewardId}
        rowHref={isEditor ? (row) => `${base}/rewards/${row.rewardId}` : undefined}
        empty={
          q !== "" || state ? (
            <EmptyState icon={<Gift />} title={t("admin.notFound")} />
          ) : (
            <EmptyState icon={<Gift />} title={t("admin.none")} description={t("admin.noneHint")} actions={create} />
          )
        }
        columns={[
          { key: "name", header: t("admin.name"), cell: (row) => row.texts.title[locale] },
          { key: "kind", header: t("admin.kind"), cell: (row) => t(`kinds.${row.kind}`) },
          {
            key: "state",
            header: t("admin.state"),
            cell: (row) => <Badge tone={tones[row.state]}>{t(`states.${row.state}`)}</Badge>,
          },
          { key: "price", header: t("admin.price"), align: "end", cell: (row) => <Points value={row.pricePoints} /> },
          {
            key: "stock",
            header: t("admin.stock"),
            align: "end",
            cell: (row) => (row.pieces === null ? t("admin.unlimited") : <Count value={row.pieces} />),
          },
          {
            key: "exchanged",
            header: t("admin.exchanged"),
            align: "end",
            cell: (row) => <Count value={row.exchanged} />,
          },
        ]}
      />
    </>
  );
}
