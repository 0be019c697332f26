import { type Database, readsOf, type Tx } from "./database";
import { newId, type TenantId } from "./ids";
import type { ApiScope } from "./permissions";

export type StaffRole = "owner" | "marketer" | "store_staff" | "analyst";

/** Who acts. Verbs authorise against it; the audit row names it. */
export type Actor =
  | { kind: "staff"; id: string; accountId: string; role: StaffRole; storeId: string | null }
  | { kind: "member"; id: string }
  /** Followed a signed link: known to be written to, not known to be the person. Sees only what is harmless. */
  | { kind: "link"; memberId: string }
  | { kind: "visitor" }
  /** A program of the retailer's (till, online store), known by its key; may what its scopes say, at one store where it is bound to one. */
  | {
      kind: "api_key";
      id: string;
      name: string;
      scopes: readonly ApiScope[];
      storeId: string | null;
      /** The till it stands in, by the shop's own name. */
      device?: string | null;
    }
  /** A job, an import, the engine. */
  | { kind: "system"; name: string };

export interface Ctx {
  readonly tenant: TenantId;
  readonly actor: Actor;
  readonly db: Database;
  /** The instant at which this request or job happens; the only clock verbs may read. */
  readonly now: Date;
  readonly requestId: string;
  /** From where a person's request came, as the outermost of our own proxies saw it; evidence of a consent, never an identity. */
  readonly client?: { ip: string | null; userAgent: string | null };
}

/** A context inside a transaction; every verb accepts it where it accepts a Ctx, and then joins the transaction. */
export interface TxCtx extends Ctx {
  readonly tx: Tx;
}

const isOpen = (ctx: Ctx): ctx is TxCtx => "tx" in ctx;

/** Runs `work` in one write transaction behind the tenant wall, or joins the one that `ctx` is in. Retries as a whole. */
export function inTransaction<T>(ctx: Ctx, work: (ctx: TxCtx) => Promise<T>): Promise<T> {
  if (isOpen(ctx)) return work(ctx);
  return ctx.db.transaction(ctx.tenant, "write", (tx) => work({ ...ctx, tx }));
}

/** Runs a read behind the tenant wall (read-only transaction), or in the transaction that `ctx` is in. */
export function read<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (isOpen(ctx)) return work(ctx.tx);
  return ctx.db.transaction(ctx.tenant, "read", work);
}

/**
 * Reads what a transaction asks for again and again (the shop, its stores, its program) once in it; outside of one, each time anew. A verb
 * that changes such a thing calls `forgetRead` in the same transaction.
 */
export function readOnce<T>(ctx: Ctx, name: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const reads = isOpen(ctx) ? readsOf(ctx.tx) : null;
  if (!reads) return read(ctx, work);
  // A query of Drizzle runs whenever somebody waits for it: only as a promise it runs once.
  const found = (reads.get(name) as Promise<T> | undefined) ?? Promise.resolve(read(ctx, work));
  reads.set(name, found);
  return found;
}

export const forgetRead = (t: TxCtx, name: string): void => void readsOf(t.tx)?.delete(name);

export const actorId = (actor: Actor): string | null =>
  actor.kind === "staff" || actor.kind === "member" || actor.kind === "api_key"
    ? actor.id
    : actor.kind === "link"
      ? actor.memberId
      : null;

/** A context for work the product does by itself: a job, an import, a seed. */
export function systemCtx(tenant: TenantId, name: string, db: Database, now: Date, requestId = newId()): Ctx {
  return { tenant, actor: { kind: "system", name }, db, now, requestId };
}
