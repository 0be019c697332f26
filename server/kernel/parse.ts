import type { z } from "zod";
import { DomainError } from "./errors";

/** Parses a verb's input; throws `invalid` that names the first field at fault and why. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new DomainError("invalid", "kernel.invalid_input", {
    field: first?.path.join(".") ?? "",
    rule: first?.code ?? "",
    message: first?.message ?? "",
  });
}
