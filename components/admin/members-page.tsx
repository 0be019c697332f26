import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";

interface Props {
  /** Buttons beside the title. */
  actions: ReactNode;
  filters: ReactNode;
  views: ReactNode;
  /** Bulk actions under way or still to be taken back. */
  runs: ReactNode;
  list: ReactNode;
}

/** Everyone of the shop, by search word, filters and saved lists. */
export function MembersPage({ actions, filters, views, runs, list }: Props) {
  const t = useTranslations("memberDesk.list");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={actions} />
      <div className="grid gap-4">
        {filters}
        {views}
        {runs}
        <div className="min-w-0">{list}</div>
      </div>
    </>
  );
}
