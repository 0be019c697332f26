import { ChevronRight, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

interface Row {
  id: string;
  name: string;
  /** The rule in words, with its count. */
  summary: ReactNode;
}

/** Saved segments, and whom the live campaigns aim at, each in words with how many they are now. */
export function SegmentsPage({
  base,
  saved,
  campaigns,
  search,
  q,
  create,
}: {
  base: string;
  saved: readonly Row[];
  campaigns: readonly Row[];
  search: ReactNode;
  /** What was searched for; empty for nothing. */
  q: string;
  create: ReactNode;
}) {
  const t = useTranslations("admin.segments");
  const title = useTranslations("segments")("title");
  return (
    <>
      <PageHeader title={title} description={t("description")} actions={create} />
      <div className="grid gap-8">
        <Section title={t("saved")} actions={search}>
          <Rows
            rows={saved}
            hrefOf={({ id }) => `${base}/segments/${id}`}
            empty={
              q ? (
                <EmptyState icon={<UsersRound />} title={t("notFound", { q })} />
              ) : (
                <EmptyState icon={<UsersRound />} title={t("none")} description={t("noneHint")} actions={create} />
              )
            }
          />
        </Section>
        <Section title={t("targets")} description={t("targetsHint")}>
          <Rows
            rows={campaigns}
            hrefOf={({ id }) => `${base}/campaigns/${id}`}
            empty={<EmptyState title={t("noTargets")} />}
          />
        </Section>
      </div>
    </>
  );
}

function Rows({ rows, hrefOf, empty }: { rows: readonly Row[]; hrefOf: (row: Row) => string; empty: ReactNode }) {
  return (
    <Card flush>
      {rows.length === 0 ? (
        empty
      ) : (
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <li
              key={row.id}
              className="relative flex items-center gap-4 px-4 py-3.5 transition-colors hover:bg-hover sm:px-5"
            >
              <div className="grid min-w-0 flex-1 gap-1">
                <h3 className="text-sm">
                  <Link href={hrefOf(row)} className="rounded-sm after:absolute after:inset-0 after:content-['']">
                    {row.name}
                  </Link>
                </h3>
                <div className="text-sm text-ink-2">{row.summary}</div>
              </div>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
