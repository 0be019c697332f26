import { getLocale, getTranslations } from "next-intl/server";
import { CalendarFrame } from "@/components/calendar/calendar-frame";
import { spanOf } from "@/components/calendar/span";
import { holidaysBetween } from "@/server/kernel/holidays";
import { dayIn } from "@/server/kernel/time";
import { adminCaller } from "../_parts/admin-gate";
import { PlannedCalendar } from "../_parts/planned-calendar";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ view?: string; on?: string; drafts?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("sendCalendar"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams;
  const { api, base, shop, context } = await adminCaller((await params).shop, "/calendar", query);
  const today = dayIn(context.now, shop.timeZone);
  const span = spanOf(query.view, query.on, today);
  const asIfLive = query.drafts === "1";
  const [from = today, to = today] = [span.days[0], span.days.at(-1)];
  const holidays = holidaysBetween(from, to, await getLocale());
  return (
    <CalendarFrame {...{ base, span, today, asIfLive }}>
      <PlannedCalendar
        {...{ base, span, asIfLive, holidays }}
        load={() => api.campaigns.calendar({ from, to, asIfLive })}
      />
    </CalendarFrame>
  );
}
