import { UsersRound } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { AddressSearch } from "@/app/[shop]/admin/_parts/address-search";
import { ExportDialog } from "@/app/[shop]/admin/exports/export-dialog";
import { orNotFound } from "@/app/or-not-found";
import { addressOf } from "@/components/admin/address";
import { ListFoot } from "@/components/admin/list-foot";
import { Money } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { canEditCoupons } from "@/server/coupons/access";
import { holderStates } from "@/server/coupons/input";
import type { Actor } from "@/server/kernel/ctx";
import type { callerFor } from "@/server/trpc/caller";
import { HolderAction } from "./holder-action";

interface Props {
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  base: string;
  staff: Actor;
  couponId: string;
  query: Record<string, string | undefined>;
}

const tones = { usable: "ok", used: "neutral", over: "neutral", withdrawn: "warn" } as const;

/** Who holds a coupon and what became of each; search, state and place live in the address. */
export async function HoldersView({ api, base, staff, couponId, query }: Props) {
  const q = (query.q ?? "").slice(0, 80);
  const state = holderStates.find((one) => one === query.state);
  const [t, locale, coupon] = [
    await getTranslations("coupons"),
    await getLocale(),
    await orNotFound(api.coupons.byId({ couponId })),
  ];
  const { rows, cursor } = await api.coupons.holders({ couponId, q, state, cursor: query.cursor });
  const path = `${base}/coupons/${couponId}/holders`;
  const isEditor = canEditCoupons(staff) === null;
  return (
    <>
      <PageHeader
        back={{ href: `${base}/coupons/${couponId}`, label: coupon.name }}
        title={t("holders.title")}
        description={coupon.definition.title[locale === "en" ? "en" : "ja"]}
        actions={
          <ExportDialog
            kind="coupon_holders"
            filter={{ couponId, q, ...(state && { state }) }}
            listHref={`${base}/exports`}
            label={t("holders.export")}
          />
        }
      />
      <div className="grid grid-cols-1 gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <AddressSearch label={t("holders.search")} placeholder={t("holders.search")} />
          <FilterChips
            label={t("holders.state")}
            value={state ?? ""}
            options={[
              { value: "", label: t("holders.all"), href: addressOf(path, { q }) },
              ...holderStates.map((value) => ({
                value,
                label: t(`holders.states.${value}`),
                href: addressOf(path, { q, state: value }),
              })),
            ]}
          />
        </div>
        <DataTable
          caption={t("holders.title")}
          rows={rows}
          rowKey={(row) => row.heldId}
          rowHref={(row) => `${base}/members/${row.memberId}`}
          empty={
            <EmptyState icon={<UsersRound />} title={q !== "" || state ? t("holders.notFound") : t("holders.none")} />
          }
          columns={[
            {
              key: "member",
              header: t("holders.member"),
              cell: (row) => <PersonName name={{ ...row, memberNumber: row.memberNo }} kana={false} />,
            },
            {
              key: "state",
              header: t("holders.state"),
              cell: (row) => (
                <span className="inline-flex items-center gap-2">
                  <Badge tone={tones[row.state]}>{t(`holders.states.${row.state}`)}</Badge>
                  {row.mostUses > 1 && (
                    <span className="text-xs text-ink-3">{t("holders.uses", { n: row.uses, most: row.mostUses })}</span>
                  )}
                </span>
              ),
            },
            {
              key: "given",
              header: t("holders.given"),
              cell: (row) => (
                <span className="grid justify-items-end md:justify-items-start">
                  <DateTime value={row.issuedAt} />
                  <span className="text-xs text-ink-3">{t(`sources.${row.source}` as "sources.staff")}</span>
                </span>
              ),
            },
            {
              key: "seen",
              header: t("holders.seen"),
              cell: (row) => (row.shownAt ? <DateTime value={row.shownAt} /> : "–"),
            },
            {
              key: "used",
              header: t("holders.used"),
              cell: (row) =>
                row.usedAt ? (
                  <span className="grid justify-items-end md:justify-items-start">
                    <span className={row.returnedAt ? "text-ink-3 line-through" : undefined}>
                      {row.usedIn} <DateTime value={row.usedAt} />
                    </span>
                    {row.returnedAt && (
                      <span className="text-xs text-ink-3">
                        {t("admin.returned")} <DateTime value={row.returnedAt} />
                      </span>
                    )}
                  </span>
                ) : (
                  "–"
                ),
            },
            {
              key: "discount",
              header: t("admin.discount"),
              align: "end",
              cell: (row) => (row.discountYen && !row.returnedAt ? <Money value={row.discountYen} /> : "–"),
            },
            {
              key: "act",
              header: "",
              cell: (row) =>
                isEditor && (
                  <HolderAction
                    memberId={row.memberId}
                    heldId={row.heldId}
                    name={`${row.familyName ?? ""} ${row.givenName ?? ""}`.trim() || row.memberNo}
                    state={row.state}
                  />
                ),
            },
          ]}
        />
        <ListFoot
          firstHref={query.cursor ? addressOf(path, { q, state }) : null}
          nextHref={cursor ? addressOf(path, { q, state, cursor }) : null}
        />
      </div>
    </>
  );
}
