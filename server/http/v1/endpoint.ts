import type { z } from "zod";
import type { Ctx } from "@/server/kernel/ctx";
import type { ApiScope } from "@/server/kernel/permissions";

/** One call of the REST API: its shapes are what is checked, what is documented and what is answered. */
export interface Endpoint {
  method: "GET" | "POST";
  path: string;
  scope: ApiScope | null;
  summary: string;
  /** Query of a GET, JSON body of a POST. */
  input: z.ZodType;
  /** The input as the document shows it, where what is checked first is wider. */
  documented?: z.ZodType;
  output: z.ZodType;
  /** Reasons of refusals beyond those of every call. */
  reasons?: readonly string[];
  /** A call as it may look; tests hold it against the shapes. */
  example?: unknown;
  exampleAnswer?: unknown;
  run: (ctx: Ctx, input: unknown) => Promise<unknown>;
}
