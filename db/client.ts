import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { keepHotStatements } from "./hot-statements";

/** A Drizzle handle bound to one connection inside one transaction. */
export type Tx = NodePgDatabase;
export type PoolRole = "app" | "batch" | "owner";
export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;

// Amounts are bigint in the database and far below 2^53 here; a string sum has bitten everyone once.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a JavaScript number`);
  return value;
});

export interface PoolOptions {
  url: string;
  /** Taken on at connection where one login serves all roles; a login of its own is the stronger wall. */
  setRole?: "goen_app" | "goen_batch" | undefined;
  max?: number;
  applicationName: string;
  statementTimeoutMs?: number;
  /** Connections keep the plans of what is asked all the time; not behind a proxy that hands statements to changing connections. */
  keepsStatements?: boolean;
  /** Statements are sent as they come, without waiting for the answers to those before: not for COPY, cursors and streams. */
  isPipelined?: boolean;
}

interface Sender {
  query: (...asked: unknown[]) => unknown;
  connection: { stream: { cork: () => void; uncork: () => void } };
}

/**
 * What is asked in one go leaves in one write: each write is a call of the system and wakes the server, which costs both sides more than a
 * short statement does. pg holds back the parts of one statement in the same way.
 */
function sendTogether(client: Sender): void {
  const ask = client.query.bind(client);
  let isHeldBack = false;
  client.query = (...asked) => {
    if (!isHeldBack) {
      const { stream } = client.connection;
      isHeldBack = true;
      stream.cork();
      process.nextTick(() => {
        isHeldBack = false;
        stream.uncork();
      });
    }
    return ask(...asked);
  };
}

/** Opens a pool that survives killed backends: every client keeps an error listener for its whole life. */
export function openPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    application_name: options.applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: options.isPipelined ?? false,
    // The server cancels first; the client's own limit catches a connection whose other end is gone.
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    query_timeout: (options.statementTimeoutMs ?? 30_000) + 5_000,
    idle_in_transaction_session_timeout: 60_000,
    options: ["-c jit=off", ...(options.setRole ? [`-c role=${options.setRole}`] : [])].join(" "),
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    if (options.keepsStatements) keepHotStatements(client);
    if (options.isPipelined) sendTogether(client);
  });
  return pool;
}

const handles = new WeakMap<PoolClient, Tx>();

/** The connection's one handle, so that what was built for it once (`prepared`) serves all its transactions. */
export function drizzleOn(client: PoolClient): Tx {
  const handle = handles.get(client) ?? drizzle({ client });
  handles.set(client, handle);
  return handle;
}

export interface DatabaseUrls {
  /** Owns the schema: migrations, the job queue, back-ups. */
  owner: string;
  app?: string | undefined;
  batch?: string | undefined;
}

/** Pool options for a role: its own login where one is set, else the owner's login that takes on the role. */
export function poolOptionsFor(role: PoolRole, urls: DatabaseUrls): Pick<PoolOptions, "url" | "setRole"> {
  if (role === "owner") return { url: urls.owner };
  const own = role === "app" ? urls.app : urls.batch;
  return own ? { url: own } : { url: urls.owner, setRole: role === "app" ? "goen_app" : "goen_batch" };
}
