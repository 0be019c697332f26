"use client";

import { Mail, ShoppingBag, Users } from "lucide-react";
import { Money, Points } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { type Column, DataTable } from "@/components/table/data-table";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Progress } from "@/components/ui/progress";
import { Stat } from "@/components/ui/stat";
import { Timeline } from "@/components/ui/timeline";
import type { Samples } from "./samples";

export const DataShelf = ({ words: w }: { words: Samples }) => (
  <div className="grid gap-4">
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {["4,372", "128,904", "8.4", "1,142,300"].map((value, i) => (
        <Card key={value}>
          <Stat
            label={w.stats[i]}
            value={i === 3 ? <Money value={1_142_300} /> : value}
            unit={[w.people, w.mails, "%", ""][i]}
            sub={w.statSub[i]}
            tone={i === 3 ? "ok" : undefined}
          />
        </Card>
      ))}
    </div>
    <div className="grid items-start gap-4 md:grid-cols-2">
      <Card className="grid gap-5">
        <div className="flex items-center gap-3">
          <Avatar name="田中" size="lg" />
          <div>
            <PersonName
              className="text-lg font-semibold"
              name={{ familyName: "田中", givenName: "花子", familyKana: "タナカ", givenKana: "ハナコ" }}
            />
            <div className="mt-1">
              <Badge tone="brand">{w.states[5]}</Badge>
            </div>
          </div>
        </div>
        <DescriptionList items={w.facts.map(([term, value]) => ({ key: term, term, value }))} />
        <Progress label={w.sent} detail="3,204 / 5,000" value={3204} max={5000} />
        <Progress
          label={w.sent}
          max={5000}
          parts={[
            { key: "sent", value: 3204, tone: "ok", label: w.parts[0] ?? "" },
            { key: "failed", value: 120, tone: "danger", label: w.parts[1] ?? "" },
          ]}
        />
      </Card>
      <Card>
        <Timeline
          items={w.events.map((event, i) => ({
            key: event.title,
            ...event,
            tone: (["brand", "info", "neutral"] as const)[i],
            icon: [<ShoppingBag key="a" />, <Mail key="b" />, <ShoppingBag key="c" />][i],
          }))}
        />
      </Card>
    </div>
  </div>
);

type Row = {
  id: string;
  family?: string;
  given?: string;
  kana?: [string, string];
  rank: number;
  points: number;
  last: string;
  total: number;
};
const rows: Row[] = [
  {
    id: "2900001234580",
    family: "田中",
    given: "花子",
    kana: ["タナカ", "ハナコ"],
    rank: 0,
    points: 12_840,
    last: "2026-11-22T05:05:00Z",
    total: 1_284_000,
  },
  { id: "2900001234597", rank: 2, points: 120, last: "2026-11-21T09:30:00Z", total: 12_000 },
  {
    id: "2900001234603",
    family: "長谷川",
    given: "健太郎",
    kana: ["ハセガワ", "ケンタロウ"],
    rank: 1,
    points: 3_405,
    last: "2026-11-03T07:40:00Z",
    total: 340_580,
  },
  {
    id: "2900001234610",
    family: "李",
    given: "美玲",
    kana: ["リ", "ミレイ"],
    rank: 2,
    points: 0,
    last: "2026-08-14T02:12:00Z",
    total: 8_980,
  },
];

export function TableShelf({ words: w }: { words: Samples }) {
  const columns: Column<Row>[] = [
    {
      key: "name",
      header: w.columns[0] ?? "",
      cell: (row) => (
        <PersonName
          name={{
            familyName: row.family,
            givenName: row.given,
            familyKana: row.kana?.[0],
            givenKana: row.kana?.[1],
            memberNumber: row.id,
          }}
        />
      ),
    },
    {
      key: "rank",
      header: w.columns[1] ?? "",
      cell: (row) => <Badge tone={row.rank === 0 ? "warn" : "neutral"}>{w.ranks[row.rank]}</Badge>,
    },
    {
      key: "points",
      header: w.columns[2] ?? "",
      align: "end",
      cell: (row) => <Points value={row.points} short />,
      sort: { href: "#table", current: "desc" },
    },
    {
      key: "last",
      header: w.columns[3] ?? "",
      align: "end",
      cell: (row) => <DateTime value={row.last} form="dateShort" />,
      sort: { href: "#table" },
    },
    {
      key: "total",
      header: w.columns[4] ?? "",
      align: "end",
      desktopOnly: true,
      cell: (row) => <Money value={row.total} />,
    },
  ];
  const common = { caption: w.sections.table, columns, rowKey: (row: Row) => row.id };
  return (
    <div className="grid gap-6">
      <DataTable
        {...common}
        rows={rows}
        rowHref={(row) => `#${row.id}`}
        paging={{ nextHref: "#table", summary: w.summary }}
      />
      <DataTable {...common} rows={[]} loading />
      <DataTable
        {...common}
        rows={[]}
        empty={
          <EmptyState
            icon={<Users />}
            title={w.emptyTitle}
            description={w.emptyBody}
            actions={
              <ButtonLink href="#table" variant="primary">
                {w.create}
              </ButtonLink>
            }
          />
        }
      />
    </div>
  );
}
