import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { PersonCell } from "@/components/table/person-cell";
import { WhoWhen } from "@/components/table/who-when";
import { Badge, type Tone } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import type { FindingState, WatchRuleName } from "@/server/watch/input";

export interface FindingView {
  findingId: string;
  rule: WatchRuleName;
  memberId: string | null;
  memberNo: string | null;
  familyName: string | null;
  givenName: string | null;
  staffName: string | null;
  storeName: string | null;
  happenedAt: Date;
  measure: number;
  threshold: number;
  state: FindingState;
  stateAt: Date | null;
  stateByName: string | null;
}

export const findingTones: Record<FindingState, Tone> = {
  open: "warn",
  looked_at: "info",
  dismissed: "neutral",
  acted: "ok",
};

type Props = { base: string; findings: readonly FindingView[]; nextHref: string | null };

/** What the watch found, each with its way to what it rests on. */
export function FindingList({ base, findings, nextHref }: Props) {
  const t = useTranslations("watch.watch");
  const names = useTranslations("watch.ruleNames");
  const units = useTranslations("watch.units");
  const formats = useFormats();
  return (
    <DataTable
      caption={t("caption")}
      rows={findings}
      rowKey={(one) => one.findingId}
      rowHref={(one) => `${base}/watch/${one.findingId}`}
      empty={<EmptyState icon={<Eye />} title={t("none")} description={t("noneHint")} />}
      paging={{ nextHref, prevHref: null }}
      columns={[
        { key: "rule", header: t("rule"), cell: (one) => names(one.rule) },
        {
          key: "measure",
          header: t("measure"),
          align: "end",
          cell: (one) =>
            t("measureOf", {
              value: `${formats.number(one.measure)} ${units(one.rule)}`,
              threshold: formats.number(one.threshold),
            }),
        },
        {
          key: "person",
          header: t("person"),
          cell: (one) => (one.memberId ? <PersonCell person={one} /> : <span className="text-ink-3">—</span>),
        },
        {
          key: "staff",
          header: t("staff"),
          cell: (one) => (
            <span className="grid">
              {one.staffName ?? <span className="text-ink-3">—</span>}
              {one.storeName && <span className="text-xs text-ink-3">{one.storeName}</span>}
            </span>
          ),
        },
        { key: "when", header: t("when"), cell: (one) => <DateTime value={one.happenedAt} form="dateTime" /> },
        {
          key: "state",
          header: t("state"),
          cell: (one) => (
            <span className="grid justify-items-start gap-0.5 text-xs text-ink-2 max-md:justify-items-end">
              <Badge tone={findingTones[one.state]}>{t(`states.${one.state}`)}</Badge>
              {one.stateAt && <WhoWhen who={one.stateByName} at={one.stateAt} />}
            </span>
          ),
        },
      ]}
    />
  );
}
