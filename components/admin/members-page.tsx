import { SearchX, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime, RelativeTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { TextLink } from "@/components/ui/text-link";
import { addressOf } from "./address";
import { type MemberFilter, memberFilters } from "./member-filters";
import { Phone } from "./phone";

export interface MemberRowView {
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  email: string | null;
  phone: string | null;
  mailOptIn: boolean;
  joinedAt: Date;
  lastLoginAt: Date | null;
  withdrawnAt: Date | null;
}

interface Props {
  base: string;
  q: string;
  filter: MemberFilter;
  members: readonly MemberRowView[];
  nextCursor: string | null;
  isFirstPage: boolean;
  search: ReactNode;
  now: Date;
}

/** Everyone of the shop, by search word and filter. */
export function MembersPage({ base, q, filter, members, nextCursor, isFirstPage, search, now }: Props) {
  const t = useTranslations("admin.members");
  const path = `${base}/members`;
  const at = (query: { filter?: string; cursor?: string | null }) =>
    addressOf(path, { q, filter: filter === "all" ? null : filter, ...query });
  const isNarrowed = q !== "" || filter !== "all";
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        {search}
        <FilterChips
          label={t("filter")}
          value={filter}
          options={memberFilters.map((value) => ({
            value,
            label: t(`filters.${value}`),
            href: at({ filter: value === "all" ? "" : value }),
          }))}
        />
      </div>
      <DataTable
        caption={t("title")}
        rows={members}
        rowKey={(member) => member.memberId}
        rowHref={(member) => `${path}/${member.memberId}`}
        empty={
          isNarrowed ? (
            <EmptyState
              icon={<SearchX />}
              title={t("notFound")}
              description={t("notFoundHint")}
              actions={<TextLink href={path}>{t("showAll")}</TextLink>}
            />
          ) : (
            <EmptyState icon={<Users />} title={t("none")} description={t("noneHint")} />
          )
        }
        paging={{
          nextHref: nextCursor === null ? null : at({ cursor: nextCursor }),
          prevHref: null,
          summary: isFirstPage ? (
            t(q ? "orderOfWord" : "newestFirst")
          ) : (
            <TextLink href={at({})}>{t("toFirst")}</TextLink>
          ),
        }}
        columns={[
          {
            key: "name",
            header: t("name"),
            cell: (member) => <PersonName name={{ ...member, memberNumber: member.memberNo }} />,
          },
          { key: "no", header: t("number"), cell: (member) => <span className="tabular">{member.memberNo}</span> },
          { key: "contact", header: t("contact"), cell: (member) => <Contact member={member} /> },
          { key: "mail", header: t("mail"), cell: (member) => <ConsentBadge member={member} /> },
          {
            key: "joined",
            header: t("joined"),
            cell: (member) => <DateTime value={member.joinedAt} form="dateShort" />,
          },
          {
            key: "login",
            header: t("lastLogin"),
            desktopOnly: true,
            cell: (member) => (member.lastLoginAt ? <RelativeTime value={member.lastLoginAt} now={now} /> : <Dash />),
          },
        ]}
      />
    </>
  );
}

const Dash = () => <span className="text-ink-3">—</span>;

function Contact({ member }: { member: MemberRowView }) {
  if (!member.email && !member.phone) return <Dash />;
  return (
    <span className="grid min-w-0">
      {member.email && <span className="truncate">{member.email}</span>}
      {member.phone && <Phone value={member.phone} className="text-xs text-ink-3" />}
    </span>
  );
}

/** Whether mail is allowed; `alone` where no column says that it is about mail. */
export function ConsentBadge({
  member,
  alone,
}: {
  member: Pick<MemberRowView, "mailOptIn" | "withdrawnAt">;
  alone?: boolean;
}) {
  const t = useTranslations("admin.members");
  if (member.withdrawnAt) return <Badge>{t("withdrawn")}</Badge>;
  if (member.mailOptIn) return <Badge tone="ok">{t(alone ? "filters.consenting" : "consents")}</Badge>;
  return <Badge>{t(alone ? "filters.silent" : "consentsNot")}</Badge>;
}
