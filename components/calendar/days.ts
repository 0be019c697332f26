import type { CampaignState, Verdict } from "@/server/campaigns/input";

/** What was sent, what waits and what is expected, as the query gives it. */
export interface PlanView {
  today: string;
  past: readonly {
    day: string;
    campaignId: string | null;
    sent: number;
    troubled: number;
    waiting: number;
  }[];
  expected: readonly {
    campaignId: string;
    day: string;
    sendAt: Date;
    isHypothetical: boolean;
    found: number;
    sent: number;
    held: Partial<Record<Verdict, number>>;
  }[];
  collisions: readonly { day: string; members: number }[];
  campaigns: Readonly<Record<string, { name: string; state: CampaignState; channel: "mail" }>>;
  sampledOneIn: number;
}

export interface DayEntry {
  key: string;
  /** Null for service mails. */
  campaignId: string | null;
  name: string | null;
  basis: "sent" | "waiting" | "expected" | "hypothetical";
  count: number;
  /** Hours at which it is expected. */
  times: Date[];
  held: Partial<Record<Verdict, number>>;
}

export interface CalendarDay {
  day: string;
  entries: DayEntry[];
  /** Members who get two or more, about. */
  collisions: number;
}

/** The plan day by day: one entry for each campaign and kind of knowledge, the largest first; firings that find nobody are left out. */
export function calendarDays(plan: PlanView, days: readonly string[]): CalendarDay[] {
  const byDay = new Map(days.map((day) => [day, new Map<string, DayEntry>()]));
  const put = (day: string, campaignId: string | null, basis: DayEntry["basis"]): DayEntry | undefined => {
    const entries = byDay.get(day);
    if (!entries) return undefined;
    const key = `${campaignId ?? "service"} ${basis}`;
    const name = campaignId === null ? null : (plan.campaigns[campaignId]?.name ?? null);
    const entry = entries.get(key) ?? { key, campaignId, name, basis, count: 0, times: [], held: {} };
    entries.set(key, entry);
    return entry;
  };
  for (const row of plan.past) {
    for (const basis of ["sent", "waiting"] as const) {
      const entry = row[basis] > 0 ? put(row.day, row.campaignId, basis) : undefined;
      if (entry) entry.count += row[basis];
    }
  }
  for (const one of plan.expected) {
    const entry =
      one.found > 0 ? put(one.day, one.campaignId, one.isHypothetical ? "hypothetical" : "expected") : undefined;
    if (!entry) continue;
    entry.count += one.sent;
    entry.times.push(one.sendAt);
    for (const [verdict, n] of Object.entries(one.held) as [Verdict, number][])
      entry.held[verdict] = (entry.held[verdict] ?? 0) + n;
  }
  const several = new Map(plan.collisions.map(({ day, members }) => [day, members]));
  return days.map((day) => ({
    day,
    entries: [...(byDay.get(day)?.values() ?? [])].toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
    collisions: several.get(day) ?? 0,
  }));
}
