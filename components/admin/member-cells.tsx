import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime, RelativeTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { RankChip } from "@/components/ranks/rank-chip";
import { Badge } from "@/components/ui/badge";
import type { MemberColumn } from "./member-filters";
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
  externalId: string | null;
  mailOptIn: boolean;
  joinedAt: Date;
  joinedStoreId: string | null;
  lastLoginAt: Date | null;
  withdrawnAt: Date | null;
}

interface Around {
  stores: readonly { id: string; name: string }[];
  now: Date;
  /** Name and colour of the rank, by member; empty where the shop has none. */
  ranks: Readonly<Record<string, { name: string; color: string }>>;
}

/** What stands in each column of a list of members. */
export function memberCells({
  stores,
  now,
  ranks,
}: Around): Record<MemberColumn | "name", (member: MemberRowView) => ReactNode> {
  return {
    name: (member) => (
      <PersonName name={{ ...member, memberNumber: member.memberNo }} className="max-w-72 wrap-anywhere" lines={2} />
    ),
    number: (member) => <span className="tabular whitespace-nowrap">{member.memberNo}</span>,
    rank: (member) => {
      const rank = ranks[member.memberId];
      return rank ? <RankChip {...rank} /> : <Dash />;
    },
    contact: (member) => <Contact member={member} />,
    mail: (member) => <ConsentBadge member={member} />,
    store: (member) => stores.find(({ id }) => id === member.joinedStoreId)?.name ?? <Dash />,
    joined: (member) => <DateTime value={member.joinedAt} form="dateShort" />,
    login: (member) => (member.lastLoginAt ? <RelativeTime value={member.lastLoginAt} now={now} /> : <Dash />),
    external: (member) => (member.externalId ? <span className="break-all">{member.externalId}</span> : <Dash />),
  };
}

const Dash = () => <span className="text-ink-3">—</span>;

function Contact({ member }: { member: MemberRowView }) {
  if (!member.email && !member.phone) return <Dash />;
  return (
    <span className="grid min-w-0 max-w-72">
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
  const t = useTranslations("memberDesk.consent");
  if (member.withdrawnAt) return <Badge>{t("withdrawn")}</Badge>;
  if (member.mailOptIn) return <Badge tone="ok">{t(alone ? "mailYes" : "yes")}</Badge>;
  return <Badge>{t(alone ? "mailNo" : "no")}</Badge>;
}
