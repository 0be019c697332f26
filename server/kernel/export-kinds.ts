import type { z } from "zod";
import type { Ctx } from "./ctx";
import type { CsvCell } from "./csv-write";
import type { Permission } from "./permissions";

/** A list that may leave the product, as its module declares it in `jobs.ts`. */
export interface ExportKind<S extends z.ZodType = z.ZodType> {
  /** `members`; worded at `exports.kinds.<name>`. */
  name: string;
  /** Beside `exports.request`. */
  permission: Permission;
  filter: S;
  /** How many different persons the list tells of: above the shop's limit a second person must agree. */
  countPersons: (ctx: Ctx, filter: z.output<S>) => Promise<number>;
  header: (locale: "ja" | "en") => string[];
  /** The lines, worded for whoever asked, in a stable order, read page by page; each read is a transaction of its own. */
  lines: (ctx: Ctx, filter: z.output<S>, locale?: "ja" | "en") => AsyncIterable<CsvCell[]>;
}

export const defineExport = <S extends z.ZodType>(kind: ExportKind<S>): ExportKind => kind;

let known: ReadonlyMap<string, ExportKind> = new Map();

/** Called once, by the list of modules (server/jobs/registry.ts): a module to the left cannot import those to its right. */
export function knowExportKinds(kinds: readonly ExportKind[]): void {
  known = new Map(kinds.map((kind) => [kind.name, kind]));
}

export const exportKind = (name: string): ExportKind | undefined => known.get(name);
export const exportKindNames = (): string[] => [...known.keys()];
