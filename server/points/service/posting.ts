import type { SQL } from "drizzle-orm";
import { actorId, type TxCtx } from "@/server/kernel/ctx";
import { DomainError, sqlStateOf } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { businessDayIn } from "@/server/kernel/time";
import { storesOf } from "@/server/tenancy/queries/shop";

/** How far ahead of our clock a till may be before its instants are refused. */
const clockSkewMs = 48 * 3_600_000;

/** What every journal carries besides its points. */
export function journalFacts(t: TxCtx, occurredAt: Date, zone: { timeZone: string; dayStartMinutes: number }) {
  if (occurredAt.getTime() > t.now.getTime() + clockSkewMs) throw new DomainError("invalid", "points.in_future");
  return {
    id: newId(),
    businessDate: businessDayIn(occurredAt, zone.timeZone, zone.dayStartMinutes),
    actorKind: t.actor.kind,
    actorId: actorId(t.actor),
  };
}

/** Points given or taken at a counter name a store of this shop. Throws not_found `tenancy.store`. */
export async function requireStore(t: TxCtx, storeId: string | null): Promise<void> {
  if (storeId !== null && !(await storesOf(t)).some(({ id }) => id === storeId))
    throw new DomainError("not_found", "tenancy.store");
}

const detailOf = (error: unknown): { available?: number; asked?: number; state?: string } => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { detail } = at as { detail?: unknown };
    if (typeof detail === "string" && detail.startsWith("{"))
      return JSON.parse(detail) as { available?: number; asked?: number; state?: string };
  }
  return {};
};

/** The ledger's own SQLSTATEs as what the caller may act on; anything else is thrown on. */
function ledgerError(error: unknown): unknown {
  const options = { cause: error };
  switch (sqlStateOf(error) ?? "") {
    case "LG001":
      return new DomainError("conflict", "points.key_reused", {}, options);
    case "LG002":
      return new DomainError("refused", "points.insufficient", detailOf(error), options);
    case "LG003":
      return new DomainError("not_found", "points.member_unknown", {}, options);
    case "LG004":
      return new DomainError("refused", "points.wallet_closed", {}, options);
    case "LG005":
      return new DomainError("refused", "points.hold_ended", detailOf(error), options);
    case "LG006":
      return new DomainError("refused", "points.more_than_held", detailOf(error), options);
    case "LG007":
      return new DomainError("refused", "points.more_than_given", {}, options);
    default:
      return error;
  }
}

/** Runs one posting function and returns its row. Throws DomainErrors for the ledger's refusals. */
export async function post<Row extends Record<string, unknown>>(t: TxCtx, call: SQL): Promise<Row> {
  try {
    const result = await t.tx.execute<Row>(call);
    return result.rows[0] as Row;
  } catch (error) {
    throw ledgerError(error);
  }
}
