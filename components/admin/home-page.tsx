import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count } from "@/components/format/amount";
import { RelativeTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Stat } from "@/components/ui/stat";
import { TextLink } from "@/components/ui/text-link";

export interface OverviewView {
  members: number;
  withMailConsent: number;
  liveCampaigns: number;
  pausedCampaigns: number;
  sentToday: number;
  openedToday: number;
  runs: readonly {
    runId: string;
    campaignId: string;
    campaignName: string;
    startedAt: Date;
    decidedAt: Date | null;
    candidates: number;
    sent: number;
  }[];
}

interface Props {
  base: string;
  overview: OverviewView;
  now: Date;
  /** Parts that arrive by themselves. */
  setup: ReactNode;
  attention: ReactNode;
  figures: ReactNode;
  today: ReactNode;
}

/** The shop at a glance: what needs attention, the week, today's sends, and what the campaigns have just done. */
export function HomePage({ base, overview, now, setup, attention, figures, today }: Props) {
  const t = useTranslations("admin.home");
  const words = useTranslations("adminHome");
  const common = useTranslations("common");
  const formats = useFormats();
  const share = overview.members > 0 ? overview.withMailConsent / overview.members : 0;
  return (
    <div className="grid gap-8">
      <div className="grid gap-4">
        <PageHeader title={t("title")} />
        {setup}
        <Card className="grid grid-cols-2 gap-x-4 gap-y-6 lg:grid-cols-4">
          <Stat
            label={t("members")}
            value={<Count value={overview.members} />}
            unit={t("people", { n: overview.members })}
            sub={<TextLink href={`${base}/members`}>{t("seeMembers")}</TextLink>}
          />
          <Stat
            label={t("consenting")}
            value={<Count value={overview.withMailConsent} />}
            unit={t("people", { n: overview.withMailConsent })}
            sub={t("ofMembers", { share: formats.percent(share, 0) })}
          />
          <Stat
            label={t("live")}
            value={<Count value={overview.liveCampaigns} />}
            unit={t("items", { n: overview.liveCampaigns })}
            sub={overview.pausedCampaigns > 0 ? t("paused", { count: overview.pausedCampaigns }) : undefined}
          />
          <Stat
            label={t("sentToday")}
            value={<Count value={overview.sentToday} />}
            unit={t("messages", { n: overview.sentToday })}
            sub={t("openedToday", { count: formats.number(overview.openedToday) })}
          />
        </Card>
      </div>
      <Section title={words("attention.title")}>{attention}</Section>
      {figures}
      <Section
        title={words("today.title")}
        actions={
          <TextLink href={`${base}/calendar`} className="text-sm">
            {words("calendarLink")}
          </TextLink>
        }
      >
        {today}
      </Section>
      <Section
        title={t("runs")}
        actions={
          <TextLink href={`${base}/campaigns`} className="text-sm">
            {common("seeAll")}
          </TextLink>
        }
      >
        <DataTable
          caption={t("runs")}
          rows={overview.runs}
          rowKey={(run) => run.runId}
          rowHref={(run) => `${base}/campaigns/${run.campaignId}`}
          empty={<EmptyState icon={<Megaphone />} title={t("noRuns")} description={t("noRunsHint")} />}
          columns={[
            { key: "campaign", header: t("campaign"), cell: (run) => run.campaignName },
            { key: "at", header: t("startedAt"), cell: (run) => <RelativeTime value={run.startedAt} now={now} /> },
            {
              key: "state",
              header: t("progress"),
              cell: (run) =>
                run.decidedAt ? (
                  <Badge tone="ok">{t("decided")}</Badge>
                ) : (
                  <Badge tone="info" dot>
                    {t("deciding")}
                  </Badge>
                ),
            },
            { key: "found", header: t("found"), align: "end", cell: (run) => <Count value={run.candidates} /> },
            { key: "sent", header: t("sent"), align: "end", cell: (run) => <Count value={run.sent} /> },
          ]}
        />
      </Section>
    </div>
  );
}
