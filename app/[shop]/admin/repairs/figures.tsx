import "server-only";
import type { BoardQuery } from "@/app/[shop]/_parts/repairs/board-view";
import { TurnaroundPanel } from "@/components/repairs/turnaround-panel";
import { addDays, dayIn } from "@/server/kernel/time";
import type { callerFor } from "@/server/trpc/caller";

interface Props {
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  query: BoardQuery;
  now: Date;
  timeZone: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const usualDays = 90;

/** Turnaround for the period in the address; the last ninety days where it names none. */
export async function Figures({ api, query, now, timeZone }: Props) {
  const today = dayIn(now, timeZone);
  const to = day.test(query.to ?? "") ? (query.to ?? today) : today;
  const wanted = day.test(query.from ?? "") ? (query.from ?? "") : addDays(to, -usualDays);
  const from = wanted > to ? to : wanted;
  const store = query.store && /^[0-9a-f-]{36}$/.test(query.store) ? { storeId: query.store } : {};
  const figures = await api.repairs.turnaround({ from, to, ...store });
  const kept = Object.fromEntries(
    (["q", "view", "store"] as const).flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
  );
  return <TurnaroundPanel {...{ figures, from, to, kept }} />;
}
