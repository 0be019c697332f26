import type { TxCtx } from "./ctx";

/** The columns of a row's primary key beside tenant and member. */
export type RowKey = Record<string, string | number>;

/** One merge of two records of a person, while its rows move: at a merge from `fromMemberId` to `toMemberId`, at an undoing back. */
export interface MergeMove {
  mergeId: string;
  /** The record that closes. */
  fromMemberId: string;
  /** The record that stays. */
  toMemberId: string;
  /** The rows that came by the merge, per table. */
  moved: ReadonlyMap<string, readonly RowKey[]>;
}

/** What somebody is told could not be put back by an undoing, worded at `identity.left.<what>`. */
export interface LeftBehind {
  what: string;
  count: number;
}

/**
 * What becomes of a table of the member family when two members are merged. Each module lists its own in its `jobs.ts`, parents before
 * what refers to them; a table that is missing fails a test.
 */
export interface MergeTable {
  table: string;
  /** Why the rows stay with the record that closes. Without it they move. */
  kept?: string;
  /** Which rows go back at an undoing; without it those that came. `left` counts those that came and stay. */
  back?: (t: TxCtx, move: MergeMove) => Promise<{ keys: readonly RowKey[]; left?: LeftBehind }>;
}

/** What else a module does, in the same transaction, once the rows have moved. */
export interface MergeHook {
  /** snake_case, of what it counts: `points`. */
  name: string;
  /** Returns what the record of the merge should say, in numbers. */
  merged?: (t: TxCtx, move: MergeMove) => Promise<Record<string, number>>;
  parted?: (t: TxCtx, move: MergeMove) => Promise<LeftBehind[]>;
}

export interface MergePart {
  tables: readonly MergeTable[];
  hooks?: readonly MergeHook[];
}

let known: readonly MergePart[] = [];

/** Called once, by the list of modules (server/jobs/registry.ts), in the order of the modules. */
export function knowMergeParts(parts: readonly MergePart[]): void {
  known = parts;
}

export const mergeTables = (): MergeTable[] => known.flatMap((part) => part.tables);
export const mergeHooks = (): MergeHook[] => known.flatMap((part) => part.hooks ?? []);

/** Tables of the member family that no module has said anything about. */
export const forgottenTables = (classes: Readonly<Record<string, string>>): string[] => {
  const named = new Set(mergeTables().map(({ table }) => table));
  return Object.keys(classes).filter((table) => classes[table] === "member" && !named.has(table));
};

export const keysOf = (move: MergeMove, table: string): readonly RowKey[] => move.moved.get(table) ?? [];
