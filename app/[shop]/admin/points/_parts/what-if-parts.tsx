"use client";

import { useTranslations } from "next-intl";
import { Money, Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { Card, Section } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import type { Replay } from "./desk";

type Kind = "rule" | "expiry" | "month" | "store" | "category";

/** Points now and then by one side of the sales. */
export function SumTable({ run, kind, title }: { run: Replay; kind: Kind; title: string }) {
  const t = useTranslations("earning.whatIf");
  const formats = useFormats();
  const rows = run.sums.filter((sum) => sum.kind === kind);
  if (rows.length === 0) return null;
  const nameOf = ({ key, name }: (typeof rows)[number]) => {
    if (kind === "rule") return key === "" ? t("base") : (run.rules.find(({ ruleId }) => ruleId === key)?.name ?? key);
    if (kind === "expiry" || kind === "month") return formats.month(`${key}-01`);
    return name ?? t(kind === "store" ? "noStore" : "noCategory");
  };
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: "name", header: title, cell: nameOf },
          ...(kind === "rule" || kind === "expiry"
            ? []
            : [
                {
                  key: "yen",
                  header: t("yen"),
                  align: "end" as const,
                  cell: (row: (typeof rows)[number]) => <Money value={row.yen} />,
                },
              ]),
          { key: "now", header: t("columns.now"), align: "end", cell: (row) => <Points short value={row.pointsNow} /> },
          { key: "new", header: t("columns.new"), align: "end", cell: (row) => <Points short value={row.pointsNew} /> },
          {
            key: "difference",
            header: t("columns.difference"),
            align: "end",
            cell: (row) => <Points short signed value={row.pointsNew - row.pointsNow} />,
          },
        ]}
      />
    </Section>
  );
}

/** How many members gain or lose how much. */
export function Bands({ result }: { result: NonNullable<Replay["result"]> }) {
  const t = useTranslations("earning.whatIf");
  const formats = useFormats();
  const label = ({ from, until }: { from: number | null; until: number | null }) => {
    const signed = (value: number) => formats.number(value, true);
    if (from === 0 && until === 0) return t("bandSame");
    if (from === null) return t("bandUntil", { until: signed(until ?? 0) });
    return until === null
      ? t("bandFrom", { from: signed(from) })
      : t("bandBetween", { from: signed(from), until: signed(until) });
  };
  return (
    <Section title={t("bands")}>
      <Card className="grid gap-3">
        {result.bands.map((band) => (
          <Progress
            key={label(band)}
            label={label(band)}
            detail={t("members", { n: formats.number(band.members) })}
            max={Math.max(result.members, 1)}
            value={band.members}
          />
        ))}
      </Card>
    </Section>
  );
}

type TopProps = { title: string; rows: Replay["gaining"]; base: string };

/** The members at one end. */
export function TopMembers({ title, rows, base }: TopProps) {
  const t = useTranslations("earning.whatIf");
  const name = (row: TopProps["rows"][number]) =>
    row.memberNo === null ? t("hidden") : [row.familyName, row.givenName].filter(Boolean).join(" ") || row.memberNo;
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <Card>
          <p className="text-sm text-ink-3">{t("noneOf")}</p>
        </Card>
      ) : (
        <DataTable
          caption={title}
          rows={rows}
          rowKey={(row) => row.memberId}
          columns={[
            {
              key: "member",
              header: t("member"),
              cell: (row) =>
                row.memberNo === null ? (
                  name(row)
                ) : (
                  <TextLink href={`${base}/members/${row.memberId}`}>{name(row)}</TextLink>
                ),
            },
            {
              key: "now",
              header: t("columns.now"),
              align: "end",
              cell: (row) => <Points short value={row.pointsNow} />,
            },
            {
              key: "new",
              header: t("columns.new"),
              align: "end",
              cell: (row) => <Points short value={row.pointsNew} />,
            },
            {
              key: "difference",
              header: t("columns.difference"),
              align: "end",
              cell: (row) => <Points short signed value={row.difference} />,
            },
          ]}
        />
      )}
    </Section>
  );
}
