import { UserRound } from "lucide-react";
import { PersonName } from "@/components/format/person-name";
import { cn } from "@/components/ui/cn";

export type CounterMember = {
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  withdrawnAt?: Date | null;
};

/** The number as people read it aloud: 2912 3456 78901. */
export const spokenNumber = (memberNo: string) => memberNo.replace(/^(\d{4})(\d{4})(\d{5})$/, "$1 $2 $3");

/** Who it is, in one line: name with reading, or the number for those who gave none. */
export function MemberLine({ member, className }: { member: CounterMember; className?: string }) {
  const isNamed = Boolean(member.familyName || member.givenName || member.familyKana || member.givenKana);
  return (
    <span className={cn("flex min-w-0 items-center gap-3", className)}>
      <span
        aria-hidden
        className="flex size-11 shrink-0 items-center justify-center rounded-full bg-brand-soft font-medium text-brand-text"
      >
        {isNamed ? (
          [...(member.familyName ?? member.familyKana ?? member.givenName ?? "")][0]
        ) : (
          <UserRound className="size-5" />
        )}
      </span>
      <span className="grid min-w-0">
        <span className="flex min-w-0 font-medium">
          <PersonName name={{ ...member, memberNumber: spokenNumber(member.memberNo) }} lines={1} />
        </span>
        {isNamed && <span className="tabular text-xs text-ink-3">{spokenNumber(member.memberNo)}</span>}
      </span>
    </span>
  );
}
