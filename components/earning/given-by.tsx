import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";

export interface GivenPart {
  kind: string;
  label: string;
  points: number;
}

/** In one line, which rules gave how much. */
export function GivenBy({ parts }: { parts: readonly GivenPart[] }) {
  const t = useTranslations("earning.why");
  const unit = useTranslations("ui.points");
  const formats = useFormats();
  return parts
    .map(
      ({ kind, label, points }) =>
        `${kind === "base" ? t("base") : label} ${unit("short", { value: formats.number(points, true) })}`,
    )
    .join(" · ");
}
