import { EyeOff, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

interface Props {
  base: string;
  segment: { name: string; updatedAt: Date };
  summary: ReactNode;
  /** Twenty people of it; null for those who may not see persons. */
  sample: ReactNode;
}

/** One segment: whom it means, how many they are, and who for example. */
export function SegmentPage({ base, segment, summary, sample }: Props) {
  const t = useTranslations("admin.segment");
  const list = useTranslations("segments")("title");
  const formats = useFormats();
  return (
    <>
      <PageHeader
        back={{ href: `${base}/segments`, label: list }}
        title={segment.name}
        description={t("updatedAt", { at: formats.dateTime(segment.updatedAt) })}
      />
      <div className="grid gap-8">
        <Section title={t("rule")}>
          <Card className="text-base">{summary}</Card>
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
