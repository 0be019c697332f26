import { sql, type SQL } from "drizzle-orm";
import { database, type Tx } from "@/server/kernel/database";
import { vouchedTenant } from "@/server/kernel/gate";
import type { TenantId } from "@/server/kernel/ids";

/** A chunk this sender holds. Every write about it names the fencing token, so a sender that lost the lease changes nothing. */
export interface ChunkLease {
  tenant: TenantId;
  id: string;
  token: number;
  attempts: number;
}

export type Lane = "service" | "marketing";

export interface ClaimFilter {
  lanes: readonly Lane[];
  tenant?: TenantId;
}

/** How long a sender may be silent before another may take its chunk; renewed at every marker. */
export const leaseMs = 60_000;
const after = (now: Date, ms: number) => new Date(now.getTime() + ms);

/** Takes the chunk that has been due longest, service before marketing; null when none is due. Local table: SKIP LOCKED is safe here. */
export function claimChunk(now: Date, { lanes, tenant }: ClaimFilter): Promise<ChunkLease | null> {
  return database("batch").transaction(null, "write", async (tx) => {
    for (const lane of lanes) {
      const taken = await tx.execute<{ tenant_id: string; id: string; fencing_token: number; attempts: number }>(sql`
        update send_chunks c
        set state = 'leased', lease_until = ${after(now, leaseMs)}, fencing_token = c.fencing_token + 1, attempts = c.attempts + 1
        from (
          select tenant_id, id from send_chunks
          where lane = ${lane} and state in ('ready', 'leased') and send_at <= ${now}
            and (state = 'ready' or lease_until < ${now}) ${tenant ? sql`and tenant_id = ${tenant}` : sql``}
          order by send_at limit 1 for update skip locked) due
        where c.tenant_id = due.tenant_id and c.id = due.id
        returning c.tenant_id, c.id, c.fencing_token, c.attempts`);
      const row = taken.rows[0];
      if (row)
        return { tenant: vouchedTenant(row.tenant_id), id: row.id, token: row.fencing_token, attempts: row.attempts };
    }
    return null;
  });
}

/**
 * Runs `work` only while the chunk is still ours: not held, not cancelled, not taken over. Renews the lease. The chunk's row is
 * locked first, so a pause or cancellation waits for this transaction or is seen by it. Null when the chunk is ours no longer.
 */
export function whileOurs<T>(lease: ChunkLease, now: Date, work: (tx: Tx) => Promise<T>): Promise<T | null> {
  return database("batch").transaction(lease.tenant, "write", async (tx) => {
    const ours = await tx.execute(sql`
      update send_chunks set lease_until = ${after(now, leaseMs)}
      where ${isOurs(lease)} returning 1`);
    return ours.rows.length === 1 ? work(tx) : null;
  });
}

const isOurs = (lease: ChunkLease): SQL =>
  sql`tenant_id = ${lease.tenant} and id = ${lease.id} and state = 'leased' and fencing_token = ${lease.token}`;

/** What this sender had claimed and not handed over goes back to planned, whatever became of the chunk. */
export const releaseClaims = (lease: ChunkLease): Promise<unknown> =>
  database("batch").transaction(lease.tenant, "write", (tx) =>
    tx.execute(sql`
      update deliveries set state = 'planned', fencing_token = null
      where tenant_id = ${lease.tenant} and chunk_id = ${lease.id} and state = 'claimed' and fencing_token = ${lease.token}`),
  );

/**
 * Ends the lease. The chunk is done when no delivery of it is open any more (an anti-join, never an empty batch); else it is
 * due again after `retryMs`. Returns whether it is done.
 */
export async function endLease(lease: ChunkLease, now: Date, retryMs: number): Promise<boolean> {
  const done = await whileOurs(lease, now, async (tx) => {
    const open = await tx.execute(sql`
      select 1 from deliveries
      where tenant_id = ${lease.tenant} and chunk_id = ${lease.id} and state in ('planned', 'claimed', 'handed') limit 1`);
    const isDone = open.rows.length === 0;
    await tx.execute(
      isDone
        ? sql`update send_chunks set state = 'done', lease_until = null, finished_at = ${now} where ${isOurs(lease)}`
        : sql`update send_chunks set state = 'ready', lease_until = null, send_at = ${after(now, retryMs)} where ${isOurs(lease)}`,
    );
    return isDone;
  });
  return done ?? false;
}
