"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { GivenBy, type GivenPart } from "@/components/earning/given-by";
import { Money, Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { AmountInput } from "./amount-input";

type SaleSummaryProps = {
  totalYen: number;
  /** What coupons take off. */
  discountYen?: number;
  /** Null for a customer without a card: then there are no points. */
  points: {
    available: number;
    max: number;
    use: number;
    onUse: (points: number) => void;
    /** What the sale will earn; null while it is being worked out. */
    willEarn: number | null;
    /** Which rules give how much of it. */
    parts?: readonly GivenPart[];
    /** It could not be asked for: a dash stands in its place. */
    isUnknown: boolean;
    /** Days until they can be spent. */
    pendingDays: number;
  } | null;
};

/** Total, points used, what is left to pay, and what it will earn. */
export function SaleSummary({ totalYen, discountYen = 0, points }: SaleSummaryProps) {
  const coupons = useTranslations("coupons.sale");
  const t = useTranslations("staff.sale");
  const formats = useFormats();
  return (
    <div className="grid gap-4">
      <Row term={t("total")}>
        <Money value={totalYen} className="text-xl font-semibold" />
      </Row>
      {discountYen > 0 && (
        <Row term={coupons("discount")}>
          <Money value={0 - discountYen} className="font-medium text-ok" />
        </Row>
      )}
      {points && (
        <div className="grid gap-2">
          <Field
            label={t("usePoints")}
            hint={t("useHint", { max: formats.number(points.max), available: formats.number(points.available) })}
          >
            <AmountInput
              suffix={t("pointUnit")}
              value={points.use === 0 ? null : points.use}
              placeholder="0"
              onValueChange={(value) => points.onUse(Math.min(value ?? 0, points.max))}
            />
          </Field>
          <div className="flex gap-2">
            <Button
              size="sm"
              className="flex-1"
              disabledReason={points.max === 0 ? t(totalYen === 0 ? "noLines" : "noPoints") : undefined}
              onClick={() => points.onUse(points.max)}
            >
              {t("useAll")}
            </Button>
            <Button
              size="sm"
              className="flex-1"
              disabledReason={points.use === 0 ? t("usingNone") : undefined}
              onClick={() => points.onUse(0)}
            >
              {t("useNone")}
            </Button>
          </div>
        </div>
      )}
      <div className="border-t border-line pt-3">
        <Row term={t("toPay")}>
          <Money value={totalYen - discountYen - (points?.use ?? 0)} className="text-3xl font-semibold" />
        </Row>
        {points && (
          <div className="mt-2">
            <Row term={t("willEarn")}>
              {points.willEarn !== null ? (
                <Points value={points.willEarn} signed className="font-medium text-ok" />
              ) : points.isUnknown ? (
                "—"
              ) : (
                <Skeleton className="h-5 w-20" />
              )}
            </Row>
            {points.willEarn !== null && points.parts && points.parts.length > 1 && (
              <p className="mt-1 text-end text-xs text-ink-3">
                <GivenBy parts={points.parts} />
              </p>
            )}
            {points.willEarn !== null && points.willEarn > 0 && points.pendingDays > 0 && (
              <p className="mt-1 text-end text-xs text-ink-3">{t("pendingDays", { days: points.pendingDays })}</p>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

const Row = ({ term, children }: { term: string; children: ReactNode }) => (
  <p className="flex items-baseline justify-between gap-3">
    <span className="text-sm text-ink-2">{term}</span>
    {children}
  </p>
);
