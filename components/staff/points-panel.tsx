import { useTranslations } from "next-intl";
import { Count } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { Notice } from "@/components/ui/notice";
import { Stat } from "@/components/ui/stat";

export type CounterWallet = {
  available: number;
  pending: number;
  debt: number;
  nextExpiry: { lastDay: string; points: number } | null;
};

/** What the person can spend now, what is on its way, and what goes next. */
export function PointsPanel({ wallet }: { wallet: CounterWallet }) {
  const t = useTranslations("staff.points");
  const formats = useFormats();
  const { nextExpiry } = wallet;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end gap-x-8 gap-y-3">
        <Stat size="lg" label={t("available")} value={<Count value={wallet.available} />} unit={t("unit")} />
        {wallet.pending > 0 && <Stat label={t("pending")} value={<Count value={wallet.pending} />} unit={t("unit")} />}
      </div>
      <p className="text-sm text-ink-2">
        {nextExpiry
          ? t("expires", { day: formats.date(nextExpiry.lastDay), points: formats.number(nextExpiry.points) })
          : t("noExpiry")}
      </p>
      {wallet.debt > 0 && <Notice tone="warn">{t("debt", { points: formats.number(wallet.debt) })}</Notice>}
    </div>
  );
}
