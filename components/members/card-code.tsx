import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

type CardCodeProps = {
  /** SVG made by our own encoder from the member number; never anything a person typed. */
  svg: string;
  memberNo: string;
  className?: string;
};

/** The code of a member card on white, whatever the theme, so that every scanner reads it. */
export function CardCode({ svg, memberNo, className }: CardCodeProps) {
  const t = useTranslations("members.card");
  return (
    <div
      role="img"
      aria-label={t("label", { number: memberNo })}
      className={cn("rounded-lg bg-white p-3 [&_svg]:h-auto [&_svg]:max-h-64 [&_svg]:w-full", className)}
      // oxlint-disable-next-line react/no-danger -- our own encoder drew it from digits
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
