import { DomainError } from "@/server/kernel/errors";

/** How far a till's clock may be off. */
export const clockToleranceSeconds = 300;
/** A sale older than that is one made without a connection, and comes in a batch. */
export const staleHours = 12;
/** Nothing older is taken from a till. */
export const oldestDays = 31;

export interface TillTimes {
  /** When the till says it happened. */
  occurredAt: Date;
  /** The till's clock as it sent. */
  sentAt: Date | null;
  now: Date;
  isOffline: boolean;
}

/** Throws invalid `pos.clock_off`, `pos.in_future`, `pos.stale` or `pos.too_old`, with our time for the till to set its clock by. */
export function demandTime({ occurredAt, sentAt, now, isOffline }: TillTimes): void {
  const refuse = (reason: string, field: string) =>
    new DomainError("invalid", reason, { field, serverTime: now.toISOString() });
  const ahead = (at: Date) => (at.getTime() - now.getTime()) / 1_000;
  if (sentAt && Math.abs(ahead(sentAt)) > clockToleranceSeconds) throw refuse("pos.clock_off", "sentAt");
  if (ahead(occurredAt) > clockToleranceSeconds) throw refuse("pos.in_future", "occurredAt");
  if (-ahead(occurredAt) > oldestDays * 86_400) throw refuse("pos.too_old", "occurredAt");
  if (!isOffline && -ahead(occurredAt) > staleHours * 3_600) throw refuse("pos.stale", "occurredAt");
}
