import { ListX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { addressOf } from "@/components/admin/address";
import { type MessageView, type VerdictName, verdictNames } from "@/components/admin/message-view";
import { DateTime } from "@/components/format/date-time";
import { DataTable } from "@/components/table/data-table";
import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { TextLink } from "@/components/ui/text-link";
import { Reaction } from "./reaction";
import { VerdictBadge, WhyWords } from "./verdict-words";

interface Props {
  base: string;
  path: string;
  rows: readonly MessageView[];
  verdict: VerdictName | null;
  /** Verdicts that were given at all; the others are no filter. */
  given: readonly VerdictName[];
  nextCursor: string | null;
  isFirstPage: boolean;
  /** Members can be opened: analysts see numbers only. */
  seesPersons: boolean;
  /** The word that persons were searched by. */
  q: string;
  search: ReactNode;
}

/** Everyone the campaign considered, and why they did or did not get it. */
export function CampaignLog({
  base,
  path,
  rows,
  verdict,
  given,
  nextCursor,
  isFirstPage,
  seesPersons,
  q,
  search,
}: Props) {
  const t = useTranslations("campaigns");
  const list = useTranslations("admin.list");
  const at = (query: { verdict?: string | null; cursor?: string | null }) =>
    `${addressOf(path, { verdict, q, ...query })}#log`;
  const choices = verdictNames.filter((name) => given.includes(name) || name === verdict);
  const name = (row: MessageView) => row.name ?? list("memberNo", { number: row.memberNo });
  return (
    <Section id="log" title={t("log.title")} description={t("log.description")} className="scroll-mt-20">
      {search}
      <FilterChips
        label={t("log.filter")}
        value={verdict ?? "all"}
        options={[
          { value: "all", label: list("all"), href: at({ verdict: "" }) },
          ...choices.map((value) => ({ value, label: t(`verdict.${value}`), href: at({ verdict: value }) })),
        ]}
      />
      <DataTable
        caption={t("log.title")}
        rows={rows}
        rowKey={(row) => `${row.memberId}${row.versionId}${row.occurrence}`}
        rowHref={seesPersons ? (row) => `${base}/members/${row.memberId}?view=messages` : undefined}
        empty={<EmptyState icon={<ListX />} title={t("log.none")} description={t("log.noneHint")} />}
        paging={{
          nextHref: nextCursor === null ? null : at({ cursor: nextCursor }),
          prevHref: null,
          summary: isFirstPage ? t("log.order") : <TextLink href={at({})}>{list("toFirst")}</TextLink>,
        }}
        columns={[
          {
            key: "member",
            header: t("log.member"),
            cell: (row) => <span className="md:whitespace-nowrap">{name(row)}</span>,
          },
          {
            key: "what",
            header: t("log.occurrence"),
            cell: (row) => row.productName ?? <span className="text-ink-3">—</span>,
          },
          { key: "verdict", header: t("log.verdict"), cell: (row) => <VerdictBadge verdict={row.verdict} /> },
          {
            key: "why",
            header: t("log.why"),
            cell: (row) => (
              <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2 max-md:justify-end">
                <WhyWords message={row} />
                <Reaction delivery={row.delivery} />
              </span>
            ),
          },
          {
            key: "at",
            header: t("log.decidedAt"),
            cell: (row) => <DateTime value={row.decidedAt ?? row.dueAt} form="dateTime" />,
          },
        ]}
      />
    </Section>
  );
}
