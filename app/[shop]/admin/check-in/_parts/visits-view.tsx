import { MapPin, Printer } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { OccasionRules } from "@/components/admin/occasion-rules";
import { Count, Points } from "@/components/format/amount";
import { DayBars } from "@/components/visits/day-bars";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { callerFor } from "@/server/trpc/caller";
import { PlaceDialog } from "./place-dialog";

/** Where members check in, and how many did. */
export async function VisitsView({ api, base }: { api: Awaited<ReturnType<typeof callerFor>>["api"]; base: string }) {
  const [t, desk] = [await getTranslations("visits.desk"), await api.visits.desk()];
  const isEditor = desk.editRefusal === null;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className="grid gap-8">
        <OccasionRules
          title={t("rules")}
          rules={desk.rules}
          none={t("noRule")}
          action={{ href: `${base}/points`, label: t("toRules") }}
        />
        <Section title={t("stores")} description={isEditor ? undefined : t("notAllowed")}>
          <DataTable
            caption={t("stores")}
            rows={desk.stores}
            rowKey={(row) => row.storeId}
            empty={<EmptyState icon={<MapPin />} title={t("none")} description={t("noneHint")} />}
            columns={[
              {
                key: "name",
                header: t("stores"),
                cell: (row) => <span className="whitespace-nowrap">{row.name}</span>,
              },
              {
                key: "state",
                header: t("state"),
                cell: (row) => (
                  <span className="flex flex-wrap items-center gap-2">
                    <Badge tone={row.isOpen ? "ok" : "neutral"}>{t(row.isOpen ? "open" : "closed")}</Badge>
                    {row.isOpen && <span className="text-xs text-ink-3">{t(`proofs.${row.proof}`)}</span>}
                  </span>
                ),
              },
              { key: "today", header: t("today"), align: "end", cell: (row) => <Count value={row.today} /> },
              { key: "week", header: t("week"), align: "end", cell: (row) => <Count value={row.week} /> },
              { key: "month", header: t("month"), align: "end", cell: (row) => <Count value={row.month} /> },
              { key: "people", header: t("people"), align: "end", cell: (row) => <Count value={row.people} /> },
              { key: "points", header: t("points"), align: "end", cell: (row) => <Points short value={row.points} /> },
              {
                key: "set",
                header: t("actions"),
                align: "end",
                cell: (row) => (
                  <span className="flex flex-wrap justify-end gap-2">
                    {row.isOpen && row.proof === "poster" && (
                      <ButtonLink
                        size="sm"
                        href={`${base}/check-in/${row.storeId}`}
                        icon={<Printer aria-hidden />}
                        aria-label={t("posterNamed", { name: row.name })}
                      >
                        {t("poster")}
                      </ButtonLink>
                    )}
                    {isEditor && <PlaceDialog key={row.revision} place={row} />}
                  </span>
                ),
              },
            ]}
          />
        </Section>
        <Section title={t("chart")}>
          <Card>
            {desk.days.every(({ visits }) => visits === 0) ? (
              <p className="text-sm text-ink-3">{t("chartNone")}</p>
            ) : (
              <DayBars label={t("chart")} days={desk.days.map(({ day, visits }) => ({ day, value: visits }))} />
            )}
          </Card>
        </Section>
      </div>
    </>
  );
}
