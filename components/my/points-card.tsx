import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Count } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";

export interface WalletView {
  available: number;
  pending: number;
  debt: number;
  nextExpiry: { lastDay: string; points: number } | null;
}

/** The balance, large; what is pending and what goes next in a line below. */
export function PointsCard({ wallet, historyHref }: { wallet: WalletView; historyHref?: string }) {
  const t = useTranslations("my.home");
  const unit = useTranslations("ui.points");
  const formats = useFormats();
  const points = (value: number) => unit("long", { value: formats.number(value) });
  return (
    <Card className="grid gap-2">
      <p className="text-sm text-ink-2">{t("points")}</p>
      <p className="flex items-baseline gap-1.5">
        <Count value={wallet.available} className="text-4xl font-semibold tracking-tight" />
        <span className="text-sm text-ink-2">pt</span>
      </p>
      <p className="text-sm text-ink-3">
        {wallet.nextExpiry
          ? t("nextExpiry", { day: formats.date(wallet.nextExpiry.lastDay), points: points(wallet.nextExpiry.points) })
          : t("noExpiry")}
      </p>
      {wallet.pending > 0 && <p className="text-sm text-ink-3">{t("pending", { points: points(wallet.pending) })}</p>}
      {historyHref && (
        <Link
          href={historyHref}
          className="-mx-1 -mb-2 flex min-h-11 items-center justify-between rounded-md px-1 text-sm text-brand-text"
        >
          {t("pointsSeeAll")}
          <ChevronRight aria-hidden className="size-4" />
        </Link>
      )}
    </Card>
  );
}
