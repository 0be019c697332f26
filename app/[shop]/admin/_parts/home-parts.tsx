import "server-only";
import { getFormatter, getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { AnomalyList, type AnomalyView } from "@/components/home/anomaly-list";
import { AttentionList, type AttentionView } from "@/components/home/attention-list";
import { TodaySends, type TodayView } from "@/components/home/today-sends";
import { WeekFigures, type FigureView } from "@/components/home/week-figures";
import { Card, Section } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonText } from "@/components/ui/skeleton";

type Late<T> = { base: string; load: () => Promise<T> };

/** A part of the home page that arrives by itself; one that fails says so and leaves the others alone. */
function Part({ lines, children }: { lines: number; children: ReactNode }) {
  const waiting = (
    <Card>
      <SkeletonText lines={lines} />
    </Card>
  );
  return <Suspense fallback={waiting}>{children}</Suspense>;
}

const orNull = <T,>(load: () => Promise<T>): Promise<T | null> => load().catch(() => null);
const Failed = () => (
  <Card>
    <ErrorState />
  </Card>
);

export const Attention = (props: Late<AttentionView[]>) => (
  <Part lines={3}>
    <AttentionFound {...props} />
  </Part>
);

async function AttentionFound({ base, load }: Late<AttentionView[]>) {
  const items = await orNull(load);
  return items ? <AttentionList base={base} items={items} /> : <Failed />;
}

export const Today = (props: Late<TodayView>) => (
  <Part lines={5}>
    <TodayFound {...props} />
  </Part>
);

async function TodayFound({ base, load }: Late<TodayView>) {
  const today = await orNull(load);
  return today ? <TodaySends base={base} today={today} /> : <Failed />;
}

interface ShopFigures {
  today: string;
  asOf: Date | null;
  figures: FigureView[];
  anomalies: AnomalyView[];
}

export const Figures = (props: Late<ShopFigures>) => (
  <Part lines={6}>
    <FiguresFound {...props} />
  </Part>
);

async function FiguresFound({ load }: Late<ShopFigures>) {
  const [found, t, format] = await Promise.all([orNull(load), getTranslations("adminHome.week"), getFormatter()]);
  const day = (value: string | undefined) =>
    value ? format.dateTime(new Date(`${value}T00:00:00Z`), { month: "short", day: "numeric", timeZone: "UTC" }) : "";
  const days = found?.figures[0]?.days;
  return (
    <Section
      title={t("title")}
      description={t("hint", { from: day(days?.[7]?.day), to: day(days?.at(-1)?.day) })}
      actions={
        found?.asOf && (
          <span className="text-xs text-ink-3">
            {t("asOf", { at: format.dateTime(found.asOf, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) })}
          </span>
        )
      }
    >
      {!found ? (
        <Failed />
      ) : found.asOf ? (
        <>
          <AnomalyList anomalies={found.anomalies} />
          <WeekFigures figures={found.figures} />
        </>
      ) : (
        <Card className="text-sm text-ink-2">{t("pending")}</Card>
      )}
    </Section>
  );
}
