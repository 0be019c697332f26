import { Gift } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { AddressSearch } from "@/app/[shop]/admin/_parts/address-search";
import { addressOf } from "@/components/admin/address";
import { ListFoot } from "@/components/admin/list-foot";
import { Points } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { orderStates } from "@/server/rewards/input";
import { spokenOrder } from "@/server/rewards/rules/order-number";
import type { callerFor } from "@/server/trpc/caller";
import { OrderActions } from "./order-actions";

interface Props {
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  path: string;
  query: Record<string, string | undefined>;
}

const tones = { ordered: "info", ready: "ok", handed_over: "neutral", cancelled: "neutral" } as const;

/** Exchanges of the shop, and what can be done with each; search, state and place live in the address. */
export async function OrdersView({ api, path, query }: Props) {
  const [t, language] = [await getTranslations("rewards"), await getLocale()];
  const locale = language === "en" ? "en" : "ja";
  const { q = "", cursor } = query;
  const state = orderStates.find((one) => one === query.state);
  const { rows, cursor: next } = await api.rewards.orders({ q: q.slice(0, 80), state, cursor });
  return (
    <>
      <PageHeader title={t("desk.title")} />
      <div className="grid grid-cols-1 gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <AddressSearch label={t("desk.search")} placeholder={t("desk.search")} />
          <FilterChips
            label={t("admin.state")}
            value={state ?? ""}
            options={[
              { value: "", label: t("desk.all"), href: addressOf(path, { q }) },
              ...orderStates.map((value) => ({
                value,
                label: t(`orderStates.${value}`),
                href: addressOf(path, { q, state: value }),
              })),
            ]}
          />
        </div>
        <Card flush>
          {rows.length === 0 ? (
            <EmptyState icon={<Gift />} title={t(q || state ? "desk.none" : "desk.empty")} />
          ) : (
            <ul className="divide-y divide-line">
              {rows.map((row) => (
                <li key={row.orderId} className="grid gap-3 p-4 sm:flex sm:items-center">
                  <div className="grid min-w-0 flex-1 gap-1 text-sm">
                    <p className="flex flex-wrap items-center gap-2">
                      <span className="font-medium wrap-anywhere">{row.texts.title[locale]}</span>
                      <Badge tone={tones[row.state]}>{t(`orderStates.${row.state}`)}</Badge>
                    </p>
                    <p className="flex flex-wrap gap-x-4 text-xs text-ink-2">
                      <span className="tabular">{spokenOrder(row.orderNo)}</span>
                      <PersonName name={{ ...row, memberNumber: row.memberNo }} kana={false} />
                      <Points value={row.points} />
                      <span>{row.storeName}</span>
                      <DateTime value={row.orderedAt} />
                    </p>
                  </div>
                  <OrderActions memberId={row.memberId} orderId={row.orderId} version={row.version} state={row.state} />
                </li>
              ))}
            </ul>
          )}
        </Card>
        <ListFoot
          firstHref={cursor ? addressOf(path, { q, state }) : null}
          nextHref={next ? addressOf(path, { q, state, cursor: next }) : null}
        />
      </div>
    </>
  );
}
