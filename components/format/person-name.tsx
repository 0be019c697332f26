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
  lines,
  className,
}: {
  name: NameParts;
  kana?: boolean;
  honorific?: boolean;
  /** In lists: a very long name ends in an ellipsis after so many lines, its reading after one; held over, it shows whole. */
  lines?: 1 | 2;
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
    <span
      className={cn("inline-grid", lines && "min-w-0 max-w-full", className)}
      title={lines && full ? full : undefined}
    >
      {kana && full && reading && (
        <span className={cn("text-[0.68em] leading-tight font-normal text-ink-3", lines && "truncate")}>{reading}</span>
      )}
      <span className={lines && (lines === 1 ? "truncate" : "line-clamp-2")}>
        {full || reading}
        {honorific && t("honorific")}
      </span>
    </span>
  );
}
