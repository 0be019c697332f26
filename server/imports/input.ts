import { z } from "zod";
import { csvMapping } from "@/server/kernel/csv-mapping";
import { importKinds } from "./rules/fields";

export const importKind = z.enum(importKinds);
export const importStates = ["queued", "running", "done", "failed", "stopped"] as const;
export type ImportState = (typeof importStates)[number];

const fileId = z.uuid();
const encoding = z.enum(["utf-8", "shift_jis"]);
const header = z.string().min(1).max(1_000);

/** A mapping as the screen makes it: one column to a field. */
export const screenMapping = csvMapping
  .omit({ about: true, encoding: true, cutEnds: true })
  .extend({ columns: z.record(z.string().max(40), header) })
  .refine(({ columns }) => Object.keys(columns).length <= 60);
export type ScreenMapping = z.input<typeof screenMapping>;

export const lookInput = z.object({
  fileId,
  kind: importKind,
  /** Left out: as found. */
  encoding: encoding.optional(),
  delimiter: z.enum([",", "\t", ";", "|"]).optional(),
  hasHeader: z.boolean().optional(),
  /** From the headers alone, as if nothing were remembered. */
  isFresh: z.boolean().default(false),
});
export const tryInput = z.object({ fileId, encoding, mapping: screenMapping });
export const checkInput = z.object({ fileId, encoding, mapping: screenMapping });
export const runInput = z.object({ runId: z.uuid() });
export const listInput = z.object({
  kind: importKind.optional(),
  state: z.enum(importStates).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(30),
});
export const faultsInput = z.object({
  runId: z.uuid(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
export const renameMappingInput = z.object({ mappingId: z.uuid(), name: z.string().trim().min(1).max(80) });
export const mappingInput = z.object({ mappingId: z.uuid() });

/** What came of the rows of a file of stores, products or members. */
export interface RowCounts {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  /** Taken in without a part: an address or number that is another member's. */
  warned: number;
}

/** A row set aside, or taken in without one of its cells. */
export interface RowFault {
  rowNo: number;
  /** The number or code that names the row's subject. */
  subject: string | null;
  column: string;
  value: string;
  reason: string;
  isWarning?: boolean;
}
