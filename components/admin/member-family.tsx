import { useTranslations } from "next-intl";
import { Points } from "@/components/format/amount";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";

interface Props {
  base: string;
  memberId: string;
  family: {
    name: string;
    available: number;
    members: readonly {
      memberId: string;
      memberNo: string;
      name: string | null;
      role: "head" | "member";
      available: number;
    }[];
  };
}

/** With whom the member uses points together, and what they have. */
export function MemberFamily({ base, memberId, family }: Props) {
  const t = useTranslations("admin.points");
  return (
    <Card className="mb-4 grid gap-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm font-medium">
        {t("family", { name: family.name })} <Points value={family.available} />
      </p>
      <ul className="grid gap-1 text-sm">
        {family.members.map((one) => (
          <li key={one.memberId} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="flex items-center gap-2 wrap-anywhere">
              {one.memberId === memberId ? (
                (one.name ?? one.memberNo)
              ) : (
                <TextLink href={`${base}/members/${one.memberId}?view=points`}>{one.name ?? one.memberNo}</TextLink>
              )}
              {one.role === "head" && <Badge>{t("familyHead")}</Badge>}
            </span>
            <Points value={one.available} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
