import type { Tick } from "@/server/kernel/jobs";
import { systemCtx } from "@/server/kernel/ctx";
import { database, poolOf } from "@/server/kernel/database";
import { allTenants } from "@/server/kernel/gate";
import { log } from "@/server/kernel/log";
import { ticks } from "./registry";

export const findTick = (name: string): Tick | undefined => ticks.find((tick) => tick.name === name);

/**
 * Runs a tick for every shop unless another process is at it; returns false then. The advisory lock only saves work: what a
 * tick writes is keyed, so two of them could not do anything twice either.
 */
export async function runTick(tick: Tick, now: Date): Promise<boolean> {
  const client = await poolOf("owner").connect();
  let isBroken = false;
  try {
    const lock = await client.query<{ is_mine: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, 7)) as is_mine",
      [`tick:${tick.name}`],
    );
    if (!lock.rows[0]?.is_mine) return false;
    for (const tenant of await allTenants(database(tick.role))) {
      try {
        await tick.run(systemCtx(tenant.id, tick.name, database(tick.role), now));
      } catch (error) {
        // One shop's trouble must not stop the others.
        log.error({ tick: tick.name, tenant: tenant.id, err: error }, "tick failed");
      }
    }
    await client.query("select pg_advisory_unlock(hashtextextended($1, 7))", [`tick:${tick.name}`]);
    return true;
  } catch (error) {
    isBroken = true;
    throw error;
  } finally {
    client.release(isBroken);
  }
}
