import { EyeOff, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { useFormats } from "@/components/format/use-formats";
import { type CampaignStateName, StateBadge } from "@/components/campaigns/state-badge";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";

interface Props {
  base: string;
  segment: { name: string; description: string; updatedAt: Date; archivedAt: Date | null };
  summary: ReactNode;
  /** Twenty people of it; null for those who may not see persons. */
  sample: ReactNode;
  actions: ReactNode;
  uses: readonly { campaignId: string; name: string; state: CampaignStateName }[];
  history: ReactNode;
}

/** One segment: whom it means, how many they are and were, who for example, and which campaigns use it. */
export function SegmentPage({ base, segment, summary, sample, actions, uses, history }: Props) {
  const t = useTranslations("admin.segment");
  const words = useTranslations("segmentBuilder.page");
  const list = useTranslations("segments")("title");
  const formats = useFormats();
  return (
    <>
      <PageHeader
        back={{ href: `${base}/segments`, label: list }}
        title={segment.name}
        description={t("updatedAt", { at: formats.dateTime(segment.updatedAt) })}
        actions={!segment.archivedAt && actions}
      />
      <div className="grid gap-8">
        {segment.archivedAt && <Notice tone="warn">{words("archived")}</Notice>}
        <Section title={t("rule")}>
          <Card className="grid gap-3 text-base">
            {summary}
            {segment.description && (
              <p className="border-t border-line pt-3 text-sm whitespace-pre-line text-ink-2">{segment.description}</p>
            )}
          </Card>
        </Section>
        <Section title={words("usedBy")}>
          <Card flush={uses.length > 0}>
            {uses.length === 0 ? (
              <p className="text-sm text-ink-3">{words("notUsed")}</p>
            ) : (
              <ul className="divide-y divide-line">
                {uses.map((use) => (
                  <li
                    key={use.campaignId}
                    className="flex items-center justify-between gap-3 px-4 py-3 text-sm sm:px-5"
                  >
                    <TextLink href={`${base}/campaigns/${use.campaignId}`}>{use.name}</TextLink>
                    <StateBadge state={use.state} />
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </Section>
        <Section title={words("history")} description={words("historyHint")}>
          <Card>{history}</Card>
        </Section>
        <Section title={t("sample")} description={t("sampleHint")}>
          {sample ?? (
            <Card flush>
              <EmptyState icon={<EyeOff />} title={t("hidden")} description={t("hiddenHint")} />
            </Card>
          )}
        </Section>
      </div>
    </>
  );
}

interface SampledView {
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
  joinedAt: Date;
}

/** People of a segment; null when they could not be looked up in time. */
export function SegmentSample({ base, members }: { base: string; members: readonly SampledView[] | null }) {
  const t = useTranslations("admin.segment");
  const words = useTranslations("admin.members");
  return (
    <DataTable
      caption={t("sample")}
      rows={members ?? []}
      rowKey={(member) => member.memberId}
      rowHref={(member) => `${base}/members/${member.memberId}`}
      empty={
        <EmptyState
          icon={<UsersRound />}
          title={members ? t("nobody") : t("tooSlow")}
          description={members ? t("nobodyHint") : undefined}
        />
      }
      columns={[
        {
          key: "name",
          header: words("name"),
          cell: (member) => <PersonName name={{ ...member, memberNumber: member.memberNo }} />,
        },
        { key: "no", header: words("number"), cell: (member) => <span className="tabular">{member.memberNo}</span> },
        {
          key: "joined",
          header: words("joined"),
          cell: (member) => <DateTime value={member.joinedAt} form="dateShort" />,
        },
      ]}
    />
  );
}
