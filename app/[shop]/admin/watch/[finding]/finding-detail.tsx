import { useTranslations } from "next-intl";
import type { MemberViewName } from "@/components/admin/member-page";
import { Count } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { personName } from "@/components/table/person-cell";
import { WhoWhen } from "@/components/table/who-when";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import { type FindingView, findingTones } from "../finding-list";
import { FindingActions } from "./finding-actions";

interface Evidence {
  kind: "purchase" | "journal" | "spend" | "change";
  id: string;
  at: string;
  value: number | null;
  /** Whose card, where the finding is about a colleague and many cards. */
  memberId?: string | null;
}
/** Where on the member's page a thing is seen. */
const viewOf: Record<Evidence["kind"], MemberViewName> = {
  purchase: "purchases",
  journal: "points",
  spend: "points",
  change: "timeline",
};

export interface FullFinding extends FindingView {
  evidence: readonly Evidence[];
  note: string | null;
  cardStoppedAt: Date | null;
}

/** One finding: what it says, what it rests on, and what can be done about it. */
export function FindingDetail({ base, finding, mayAct }: { base: string; finding: FullFinding; mayAct: boolean }) {
  const t = useTranslations("watch.watch");
  const names = useTranslations("watch.ruleNames");
  const texts = useTranslations("watch.ruleTexts");
  const units = useTranslations("watch.units");
  const formats = useFormats();
  const { rule, memberId, state } = finding;
  return (
    <div className="grid gap-6">
      <PageHeader
        back={{ href: `${base}/watch`, label: t("title") }}
        title={names(rule)}
        badge={<Badge tone={findingTones[state]}>{t(`states.${state}`)}</Badge>}
        description={texts(rule, { n: formats.number(finding.threshold) })}
        actions={mayAct && <FindingActions finding={finding} />}
      />
      <Card>
        <DescriptionList
          items={[
            {
              key: "measure",
              term: t("measure"),
              value: t("measureOf", {
                value: `${formats.number(finding.measure)} ${units(rule)}`,
                threshold: formats.number(finding.threshold),
              }),
            },
            {
              key: "person",
              term: t("person"),
              value: memberId && <TextLink href={`${base}/members/${memberId}`}>{personName(finding)}</TextLink>,
            },
            { key: "staff", term: t("staff"), value: finding.staffName },
            { key: "when", term: t("when"), value: <DateTime value={finding.happenedAt} form="dateTime" /> },
            {
              key: "state",
              term: t("state"),
              value: (
                <span className="grid">
                  {t(`states.${state}`)}
                  {finding.stateAt && <WhoWhen who={finding.stateByName} at={finding.stateAt} />}
                  {finding.cardStoppedAt && (
                    <span className="text-xs text-danger">
                      {t("frozenAt", { date: formats.date(finding.cardStoppedAt) })}
                    </span>
                  )}
                </span>
              ),
            },
            { key: "note", term: t("note"), value: finding.note },
          ]}
        />
      </Card>
      <Section title={t("evidence")}>
        <DataTable
          caption={t("evidence")}
          rows={finding.evidence}
          rowKey={(one) => `${one.kind}:${one.id}`}
          {...(finding.evidence.some((one) => one.memberId ?? memberId)
            ? {
                rowHref: (one: Evidence) =>
                  `${base}/members/${one.memberId ?? memberId ?? ""}?view=${viewOf[one.kind]}`,
              }
            : {})}
          columns={[
            { key: "kind", header: t("rule"), cell: (one) => t(`evidenceKinds.${one.kind}`) },
            { key: "at", header: t("when"), cell: (one) => <DateTime value={new Date(one.at)} form="dateTime" /> },
            {
              key: "value",
              header: t("measure"),
              align: "end",
              cell: (one) => (one.value === null ? "—" : <Count value={one.value} />),
            },
          ]}
        />
      </Section>
    </div>
  );
}
