import { getTranslations } from "next-intl/server";
import { OccasionRules } from "@/components/admin/occasion-rules";
import { Count, Percent } from "@/components/format/amount";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Card, Section } from "@/components/ui/card";
import { Stat } from "@/components/ui/stat";
import { type Sameness, samenesses } from "@/server/friends/input";
import type { callerFor } from "@/server/trpc/caller";

type Desk = Awaited<ReturnType<Awaited<ReturnType<typeof callerFor>>["api"]["friends"]["desk"]>>;

/** What invitations have brought and cost, and by which rules. */
export async function FriendsDesk({ desk, base }: { desk: Desk; base: string }) {
  const t = await getTranslations("friends.desk");
  const isKnown = (reason: string): reason is Sameness => (samenesses as readonly string[]).includes(reason);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className="grid gap-8">
        <Section title={t("period", { n: desk.days })}>
          <Card className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-4">
            <Stat label={t("invited")} value={<Count value={desk.invited} />} />
            <Stat
              label={t("bought")}
              value={<Count value={desk.bought} />}
              sub={
                desk.invited > 0 && (
                  <>
                    {t("rate")} <Percent value={desk.bought / desk.invited} />
                  </>
                )
              }
            />
            <Stat label={t("inviters")} value={<Count value={desk.inviters} />} />
            <Stat label={t("returned")} value={<Count value={desk.returned} />} />
            <Stat label={t("given")} value={<Count value={desk.givenPoints} />} unit="pt" />
            <Stat label={t("waiting")} value={<Count value={desk.waitingPoints} />} unit="pt" />
            <Stat label={t("refused")} value={<Count value={desk.refused} />} />
          </Card>
        </Section>
        <OccasionRules
          title={t("rules")}
          description={t("how")}
          rules={desk.rules}
          noteOf={(occasion) => t(`occasions.${occasion === "referral" ? "referral" : "referred"}`)}
          none={t("noRule")}
          action={{ href: `${base}/points`, label: t("toRules") }}
        />
        <Section title={t("why")}>
          {desk.refusedFor.length === 0 ? (
            <Card className="text-sm text-ink-3">{t("whyNone")}</Card>
          ) : (
            <DataTable
              caption={t("why")}
              rows={desk.refusedFor}
              rowKey={(row) => row.reason}
              columns={[
                {
                  key: "reason",
                  header: t("reason"),
                  cell: (row) => (isKnown(row.reason) ? t(`reasons.${row.reason}`) : row.reason),
                },
                { key: "count", header: t("count"), align: "end", cell: (row) => <Count value={row.n} /> },
              ]}
            />
          )}
        </Section>
      </div>
    </>
  );
}
