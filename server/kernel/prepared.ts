import { type Placeholder, sql } from "drizzle-orm";
import type { Tx } from "./database";

interface Preparable<R> {
  prepare(name: string): { execute(values?: Record<string, unknown>): Promise<R> };
}

/**
 * A statement that is put together once for each connection and then only filled in: putting one together costs the process more than sending
 * it and reading the answer. For what every sale asks; `build` gets a placeholder for each of `names`.
 */
export function prepared<const N extends string, R>(
  names: readonly N[],
  build: (tx: Tx, at: Record<N, Placeholder>) => Preparable<R>,
): (tx: Tx, values: Record<N, unknown>) => Promise<R> {
  const at = {} as Record<N, Placeholder>;
  for (const name of names) at[name] = sql.placeholder(name);
  const built = new WeakMap<Tx, ReturnType<Preparable<R>["prepare"]>>();
  return (tx, values) => {
    // Without a name of its own: whether connections keep statements is the pool's to say (db/hot-statements.ts).
    const statement = built.get(tx) ?? build(tx, at).prepare(undefined as unknown as string);
    built.set(tx, statement);
    return statement.execute(values);
  };
}
