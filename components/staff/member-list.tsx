import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { type CounterMember, MemberLine } from "./member-line";

/** Members to choose from; each row is one large link. */
export function MemberList({
  members,
  hrefOf,
}: {
  members: readonly CounterMember[];
  hrefOf: (memberId: string) => string;
}) {
  const t = useTranslations("staff.member");
  return (
    <ul className="divide-y divide-line">
      {members.map((member) => (
        <li key={member.memberId}>
          <Link
            href={hrefOf(member.memberId)}
            className="flex min-h-16 items-center gap-3 px-4 py-2.5 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
          >
            <MemberLine member={member} className="flex-1" />
            {member.withdrawnAt && <Badge>{t("left")}</Badge>}
            <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

export const MemberListSkeleton = () => (
  <div aria-hidden className="divide-y divide-line">
    {[0, 1, 2].map((row) => (
      <div key={row} className="flex min-h-16 items-center gap-3 px-4">
        <Skeleton className="size-11 rounded-full" />
        <Skeleton className="h-5 w-40" />
      </div>
    ))}
  </div>
);
