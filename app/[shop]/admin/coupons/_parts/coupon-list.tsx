import { Plus, ReceiptText, TicketPercent } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { AddressSearch } from "@/app/[shop]/admin/_parts/address-search";
import { addressOf } from "@/components/admin/address";
import { CouponsTable } from "@/components/coupons/coupons-table";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { canEditCoupons } from "@/server/coupons/access";
import { couponStates } from "@/server/coupons/input";
import type { Actor } from "@/server/kernel/ctx";
import type { callerFor } from "@/server/trpc/caller";

interface Props {
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  base: string;
  staff: Actor;
  query: Record<string, string | undefined>;
}

/** Coupons of the shop with what became of them; search, state and place live in the address. */
export async function CouponList({ api, base, staff, query }: Props) {
  const t = await getTranslations("coupons");
  const { q = "", cursor } = query;
  const state = couponStates.find((one) => one === query.state);
  const { rows, cursor: next } = await api.coupons.list({ q: q.slice(0, 80), state, cursor });
  const path = `${base}/coupons`;
  const create = canEditCoupons(staff) === null && (
    <ButtonLink href={`${path}/new`} variant="primary" icon={<Plus aria-hidden />}>
      {t("admin.create")}
    </ButtonLink>
  );
  const isNarrowed = q !== "" || state !== undefined;
  return (
    <>
      <PageHeader
        title={t("admin.title")}
        description={t("admin.description")}
        actions={
          <>
            <ButtonLink href={`${path}/receipts`} icon={<ReceiptText aria-hidden />}>
              {t("receipt.open")}
            </ButtonLink>
            {create}
          </>
        }
      />
      <div className="grid grid-cols-1 gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <AddressSearch label={t("admin.search")} placeholder={t("admin.search")} />
          <FilterChips
            label={t("admin.state")}
            value={state ?? ""}
            options={[
              { value: "", label: t("admin.allStates"), href: addressOf(path, { q }) },
              ...couponStates.map((value) => ({
                value,
                label: t(`states.${value}`),
                href: addressOf(path, { q, state: value }),
              })),
            ]}
          />
        </div>
        <CouponsTable
          rows={rows}
          base={base}
          nextHref={next ? addressOf(path, { q, state, cursor: next }) : null}
          firstHref={cursor ? addressOf(path, { q, state }) : null}
          empty={
            isNarrowed ? (
              <EmptyState icon={<TicketPercent />} title={t("admin.notFound")} />
            ) : (
              <EmptyState
                icon={<TicketPercent />}
                title={t("admin.none")}
                description={t("admin.noneHint")}
                actions={create}
              />
            )
          }
        />
      </div>
    </>
  );
}
