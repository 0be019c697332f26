import { type SQL, sql } from "drizzle-orm";
import {
  drizzleOn,
  openPool,
  type Pool,
  type PoolClient,
  type PoolOptions,
  type PoolRole,
  poolOptionsFor,
  type Tx,
} from "@/db/client";
import { env } from "./env";
import { isTransient, sqlStateOf, withoutValues } from "./errors";
import type { TenantId } from "./ids";

export type { Tx } from "@/db/client";

/** A way to run work inside a transaction; the tenant wall is set by the transaction's first statement. */
export interface Database {
  readonly role: PoolRole;
  transaction<T>(tenant: TenantId | null, mode: "read" | "write", work: (tx: Tx) => Promise<T>): Promise<T>;
}

const maxTries = 6;
const backOffMs = (attempt: number) => Math.min(50 * 3 ** attempt, 2_000) * (0.5 + Math.random() / 2);

/**
 * The statement that opens every transaction and sets its tenant wall. SET LOCAL as text, not set_config(): it can ride in the
 * same round trip as BEGIN. The brand vouches for the id.
 */
export const beginStatement = (tenant: TenantId | null, mode: "read" | "write"): string =>
  `begin${mode === "read" ? " read only" : ""}${tenant === null ? "" : `; set local app.tenant_id = '${tenant}'`}`;

/** Moves the wall of an open transaction to another tenant; for what concerns several (an account's shops), one after the other. */
export const wallStatement = (tenant: TenantId) => sql.raw(`set local app.tenant_id = '${tenant}'`);

/** What a transaction knows of itself while it is open. */
interface OpenTx {
  /** Statements travel without waiting for each other. */
  isPipelined: boolean;
  /** What was read for the whole transaction (`readOnce`), by name. */
  reads: Map<string, Promise<unknown>>;
  /** Writes that nobody waited for so far; each fulfils, with what broke it off or null. */
  sent: Promise<{ error: unknown } | null>[];
}
const open = new WeakMap<Tx, OpenTx>();

/** The reads a transaction has made for the whole of it; null where it was opened past the kernel. */
export const readsOf = (tx: Tx): Map<string, Promise<unknown>> | null => open.get(tx)?.reads ?? null;

/** Sends a query now. By itself Drizzle's waits until somebody waits for it, which is a moment too late where the order matters. */
export const send = <T>(query: PromiseLike<T>): Promise<T> => Promise.resolve(query.then((answer) => answer));

/**
 * Lets a write go without waiting for its answer, which the commit waits for: where it fails nothing is committed, and its error is what the
 * caller gets. For writes from which nothing is asked back.
 */
export async function unawaited(tx: Tx, write: PromiseLike<unknown>): Promise<void> {
  const state = open.get(tx);
  if (!state?.isPipelined) return void (await write);
  const ended = write.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  state.sent.push(Promise.resolve(ended));
}

/** Says only that a statement before has failed, and which is not known. */
const isConsequence = (error: unknown) => sqlStateOf(error) === "25P02";

/** What broke a transaction off, of the writes that nobody waited for. */
const failureIn = async ({ sent }: OpenTx) =>
  (await Promise.all(sent)).find((failure) => failure !== null && !isConsequence(failure.error));

interface Begin {
  begin: string;
  /** A begin that failed would leave the tenant wall closed, so that what follows can see and write nothing. */
  isWalled: boolean;
  isPipelined: boolean;
}

/** Runs `work` between begin and commit. Throws what broke it off; the connection is then the caller's to roll back or to close. */
async function betweenBeginAndCommit<T>(
  client: PoolClient,
  { begin, isWalled, isPipelined }: Begin,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const tx = drizzleOn(client);
  const state: OpenTx = { isPipelined, reads: new Map(), sent: [] };
  open.set(tx, state);
  try {
    const begun = client.query(begin);
    // Where that is safe, the first statement travels with it.
    if (isWalled) await unawaited(tx, begun);
    else await begun;
    const result = await work(tx);
    const ended = await client.query("commit");
    const failure = await failureIn(state);
    if (failure) throw failure.error;
    if (ended.command !== "COMMIT") throw new Error("a statement failed whose error was not passed on");
    return result;
  } catch (error) {
    // Also where the work made something of its own of what it saw after a begin that failed.
    const failure = await failureIn(state);
    throw withoutValues(failure ? failure.error : error);
  } finally {
    open.delete(tx);
  }
}

async function once<T>(pool: Pool, how: Begin, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    return await betweenBeginAndCommit(client, how, work);
  } catch (error) {
    isBroken = isTransient(error);
    if (!isBroken) {
      await client.query("rollback").catch(() => {
        isBroken = true;
      });
    }
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/**
 * Wraps a pool. A transaction that the database broke off is tried again as a whole, so `work` must be safe to begin again:
 * no effects outside the database, and a write carries its idempotency key. A commit whose answer was lost counts as broken.
 */
export function databaseOn(pool: Pool, role: PoolRole): Database {
  return {
    role,
    async transaction(tenant, mode, work) {
      const begin = beginStatement(tenant, mode);
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await once(pool, { begin, isWalled: role === "app" && tenant !== null, isPipelined: true }, work);
        } catch (error) {
          if (!isTransient(error) || attempt + 1 >= maxTries) throw error;
          await new Promise((resolve) => setTimeout(resolve, backOffMs(attempt)));
        }
      }
    },
  };
}

const opened = new Map<PoolRole, { pool: Pool; database: Database }>();

/** The process-wide database for a role; pools are opened at first use. */
export function database(role: PoolRole): Database {
  return openedFor(role).database;
}

/** One look before any shop is known, by a function that opens its own door: a statement alone, without a transaction around it. */
export async function lookUp<T extends Record<string, unknown>>(role: PoolRole, query: SQL): Promise<T[]> {
  const client = await poolOf(role).connect();
  try {
    const { rows } = await drizzleOn(client).execute(query);
    client.release();
    return rows as T[];
  } catch (error) {
    client.release(isTransient(error));
    throw withoutValues(error);
  }
}

/** The raw pool: only for COPY, LISTEN and the job queue. */
export function poolOf(role: PoolRole): Pool {
  return openedFor(role).pool;
}

function openedFor(role: PoolRole) {
  let entry = opened.get(role);
  if (!entry) {
    const pool = openPool(optionsOf(role));
    entry = { pool, database: databaseOn(pool, role) };
    opened.set(role, entry);
  }
  return entry;
}

function optionsOf(role: PoolRole): PoolOptions {
  const settings = env();
  if (!settings.DATABASE_URL) throw new Error("settings: DATABASE_URL is not set (npm start sets it)");
  const urls = { owner: settings.DATABASE_URL, app: settings.DATABASE_APP_URL, batch: settings.DATABASE_BATCH_URL };
  return {
    ...poolOptionsFor(role, urls),
    max: settings.DATABASE_POOL_MAX,
    isPipelined: true,
    keepsStatements: role === "app" && settings.DATABASE_KEEPS_STATEMENTS === "1",
    applicationName: `goen-${process.env.GOEN_PROCESS ?? "web"}-${role}`,
    // The engine's set operations may take long; a request may not.
    statementTimeoutMs: role === "app" ? 15_000 : 600_000,
  };
}

/**
 * One connection for the whole of `work`, for what lives in a session: temporary tables, session locks and COPY. Its transactions are not
 * tried again, because a lost session has lost those tables too.
 */
export async function withPinnedDatabase<T>(
  role: PoolRole,
  work: (db: Database, client: PoolClient) => Promise<T>,
): Promise<T> {
  // COPY shares its connection with nothing, so it is no pool's; it ends with its locks and tables.
  const pool = openPool({ ...optionsOf(role), max: 1, isPipelined: false });
  try {
    const client = await pool.connect();
    const db: Database = {
      role,
      async transaction(tenant, mode, inside) {
        try {
          const how = { begin: beginStatement(tenant, mode), isWalled: false, isPipelined: false };
          return await betweenBeginAndCommit(client, how, inside);
        } catch (error) {
          await client.query("rollback").catch(() => {});
          throw error;
        }
      },
    };
    try {
      return await work(db, client);
    } finally {
      // Said by itself: the server may take a moment to notice that a connection has ended, and who comes next must not be refused.
      await client.query("select pg_advisory_unlock_all()").catch(() => {});
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}

/** Ends all pools of the process, waiting for what is in hand. */
export async function closeDatabases(): Promise<void> {
  const all = [...opened.values()];
  opened.clear();
  await Promise.all(all.map(({ pool }) => pool.end()));
}
