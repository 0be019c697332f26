import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

type Props = { delivery: { openedAt: Date | null; clickedAt: Date | null } | null };

/** What the reader did with a message: the most that is known. */
export function Reaction({ delivery }: Props) {
  const t = useTranslations("campaigns.log");
  if (delivery?.clickedAt) return <Badge tone="brand">{t("clicked")}</Badge>;
  if (delivery?.openedAt) return <Badge tone="info">{t("opened")}</Badge>;
  return null;
}
