import { ChevronRight, TicketPercent } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";

export interface MyCoupon {
  heldId: string;
  title: { ja: string; en: string };
  state: "usable" | "coming" | "used" | "over" | "stopped";
  /** Last business day on which it can be used. */
  lastDay: string;
  validFrom: Date;
  usesLeft: number;
  mostUses: number;
}

/** What a member holds: what can be used first, what is over below. */
export function MyCouponsPage({
  base,
  coupons,
  enter,
  notice,
}: {
  base: string;
  coupons: readonly MyCoupon[];
  /** The form for a code. */
  enter: ReactNode;
  notice: string | null;
}) {
  const t = useTranslations("coupons.my");
  const open = coupons.filter(({ state }) => state === "usable" || state === "coming");
  const ended = coupons.filter((one) => !open.includes(one));
  return (
    <div className="grid gap-6">
      <PageHeader title={t("title")} />
      {notice && <Notice tone="ok">{notice}</Notice>}
      <Card>{enter}</Card>
      <Section title={t("usable")}>
        <Card flush>
          {open.length === 0 ? (
            <EmptyState icon={<TicketPercent />} title={t("none")} description={t("noneHint")} />
          ) : (
            <Rows base={base} coupons={open} />
          )}
        </Card>
      </Section>
      {ended.length > 0 && (
        <Section title={t("ended")}>
          <Card flush>
            <Rows base={base} coupons={ended} />
          </Card>
        </Section>
      )}
    </div>
  );
}

function Rows({ base, coupons }: { base: string; coupons: readonly MyCoupon[] }) {
  const t = useTranslations("coupons");
  const formats = useFormats();
  const locale = useLocale() === "en" ? "en" : "ja";
  return (
    <ul className="divide-y divide-line">
      {coupons.map(({ heldId, title, state, lastDay, validFrom, usesLeft, mostUses }) => (
        <li key={heldId}>
          <Link
            href={`${base}/coupons/${heldId}`}
            className="flex min-h-16 items-center gap-3 p-4 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
          >
            <TicketPercent
              aria-hidden
              className={`size-6 shrink-0 ${state === "usable" ? "text-brand-text" : "text-ink-3"}`}
            />
            <span className="grid min-w-0 flex-1 gap-1">
              <span className="font-medium wrap-anywhere">{title[locale]}</span>
              <span className="flex flex-wrap items-center gap-2 text-xs text-ink-2">
                {state !== "usable" && (
                  <Badge tone={state === "coming" ? "info" : "neutral"}>{t(`held.${state}`)}</Badge>
                )}
                <span>
                  {state === "coming"
                    ? t("my.from", { date: formats.date(validFrom) })
                    : t("my.until", { date: formats.date(lastDay) })}
                </span>
                {mostUses > 1 && state === "usable" && <span>{t("my.left", { n: usesLeft })}</span>}
              </span>
            </span>
            <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
