import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

export type NameParts = {
  familyName?: string | null;
  givenName?: string | null;
  familyKana?: string | null;
  givenKana?: string | null;
  memberNumber?: string | null;
};

const join = (...parts: (string | null | undefined)[]) =>
  parts
    .map((p) => p?.trim())
    .filter(Boolean)
    .join(" ");

/** A member's name with its reading above it; a member without a name is called by number. */
export function PersonName({
  name,
  kana = true,
  honorific,
  className,
}: {
  name: NameParts;
  kana?: boolean;
  honorific?: boolean;
  className?: string;
}) {
  const t = useTranslations("ui.person");
  const full = join(name.familyName, name.givenName);
  const reading = join(name.familyKana, name.givenKana);
  if (!full && !reading) {
    return (
      <span className={cn("tabular", className)}>
        {name.memberNumber ? t("member", { number: name.memberNumber }) : t("nameless")}
      </span>
    );
  }
  return (
    <span className={cn("inline-grid", className)}>
      {kana && full && reading && <span className="text-[0.68em] leading-tight font-normal text-ink-3">{reading}</span>}
      <span>
        {full || reading}
        {honorific && t("honorific")}
      </span>
    </span>
  );
}
