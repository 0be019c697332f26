import { useTranslations } from "next-intl";
import { Pagination } from "@/components/ui/pagination";
import { TextLink } from "@/components/ui/text-link";

export interface ListPaging {
  /** The list's beginning; null when this is it. */
  firstHref: string | null;
  nextHref: string | null;
}

/** The way through a list by cursor; nothing where one page is all. */
export function ListFoot({ firstHref, nextHref }: ListPaging) {
  const t = useTranslations("admin.list");
  if (!firstHref && !nextHref) return null;
  return (
    <Pagination
      nextHref={nextHref}
      prevHref={null}
      summary={firstHref && <TextLink href={firstHref}>{t("toFirst")}</TextLink>}
    />
  );
}
