import "server-only";
import { getTranslations } from "next-intl/server";
import { type ComponentProps, Suspense } from "react";
import { CalendarSheet } from "@/components/calendar/calendar-view";
import type { PlanView } from "@/components/calendar/days";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";

type Props = Omit<ComponentProps<typeof CalendarSheet>, "plan"> & { load: () => Promise<PlanView> };

/** The sheet of the calendar when it has been reckoned; the head of the page does not wait for it. */
export const PlannedCalendar = (props: Props) => (
  <Suspense
    key={JSON.stringify([props.span.days[0], props.span.view, props.asIfLive])}
    fallback={<Waiting isSheet={props.span.view === "month"} />}
  >
    <Reckoned {...props} />
  </Suspense>
);

async function Reckoned({ load, ...rest }: Props) {
  const plan = await load().catch(() => null);
  if (plan) return <CalendarSheet {...rest} plan={plan} />;
  const t = await getTranslations("sendCalendar");
  return (
    <Card>
      <ErrorState description={t("failed")} />
    </Card>
  );
}

const cells = Array.from({ length: 35 }, (_, place) => place);

/** The shape of what will stand there: a sheet, or one box for each day. */
const Waiting = ({ isSheet }: { isSheet: boolean }) =>
  isSheet ? (
    <Card className="grid grid-cols-7 gap-2" aria-busy>
      {cells.map((cell) => (
        <Skeleton key={cell} className="h-28" />
      ))}
    </Card>
  ) : (
    <div className="grid gap-3" aria-busy>
      {cells.slice(0, 7).map((cell) => (
        <Skeleton key={cell} className="h-24" />
      ))}
    </div>
  );
