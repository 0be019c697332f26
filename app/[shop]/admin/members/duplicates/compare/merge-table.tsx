"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import { useSaid } from "./group-choice";
import type { MergePreview, MergeRecord, ProfileGroup } from "./merge-view";

const groups = ["name", "email", "phone", "birthday", "gender", "address", "card", "external"] as const;
const things = ["purchases", "coupons", "warranties", "repairs", "notes", "tags", "cards"] as const;

interface Row {
  key: string;
  label: string;
  isDiffering?: boolean;
  to: ReactNode;
  from: ReactNode;
  after: ReactNode;
}
interface Props {
  base: string;
  preview: MergePreview;
  choice: MergePreview["usual"];
}

/** Both records beside each other, line by line, and what the one that stays will be. */
export function MergeTable({ base, preview, choice }: Props) {
  const t = useTranslations("identity.compare");
  const said = useSaid();
  const { from, to, differing } = preview;
  const saidBy = (record: MergeRecord, group: ProfileGroup) =>
    group === "name" ? (
      <TextLink href={`${base}/members/${record.memberId}`}>{said(record, group)}</TextLink>
    ) : (
      said(record, group)
    );
  const day = (at: Date | null) => (at ? <DateTime value={at} form="date" /> : t("never"));
  const rows: Row[] = [
    ...groups.map((group) => ({
      key: group,
      label: t(`groups.${group}`),
      isDiffering: differing.includes(group),
      to: saidBy(to, group),
      from: saidBy(from, group),
      after: said(choice[group] === "from" ? from : to, group),
    })),
    { key: "joined", label: t("joined"), to: day(to.joinedAt), from: day(from.joinedAt), after: day(to.joinedAt) },
    {
      key: "lastLogin",
      label: t("lastLogin"),
      to: day(to.lastLoginAt),
      from: day(from.lastLoginAt),
      after: day(to.lastLoginAt),
    },
    {
      key: "points",
      label: t("counts.points"),
      to: <Count value={to.counts.points} />,
      from: <Count value={from.counts.points} />,
      after: <Count value={preview.pointsAfter} />,
    },
    ...things
      .map((thing) => ({ thing, ours: to.counts[thing] ?? 0, theirs: from.counts[thing] ?? 0 }))
      .filter(({ ours, theirs }) => ours + theirs > 0)
      .map(({ thing, ours, theirs }) => ({
        key: thing,
        label: t(`counts.${thing}`),
        to: <Count value={ours} />,
        from: <Count value={theirs} />,
        after: <Count value={ours + theirs} />,
      })),
  ];
  return (
    <DataTable
      caption={t("title")}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: "label",
          header: t("item"),
          width: "18%",
          cell: (row) => (
            <span className="flex flex-wrap items-center gap-2">
              {row.label}
              {row.isDiffering && <Badge tone="warn">{t("differs")}</Badge>}
            </span>
          ),
        },
        { key: "to", header: t("stays"), width: "28%", cell: (row) => row.to },
        {
          key: "from",
          header: t("closes"),
          width: "28%",
          cell: (row) => <span className="text-ink-2">{row.from}</span>,
        },
        { key: "after", header: t("after"), cell: (row) => <span className="font-medium">{row.after}</span> },
      ]}
    />
  );
}
