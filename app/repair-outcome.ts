import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import type { Refused, Sent } from "@/components/repairs/request-values";
import { isDomainError } from "@/server/kernel/errors";

const reasonOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code === "custom") return issue.message;
  if (issue.code === "too_big") return "too_long";
  return issue.code === "too_small" || issue.code === "invalid_value" || issue.code === "invalid_type"
    ? "required"
    : "invalid";
};

/**
 * Checks a request's shape so that every field at fault is named at once, sends it, and turns a refusal into words for the form; what
 * nobody foresaw goes on to the error page.
 */
export async function outcomeOf(
  parsed: z.ZodSafeParseResult<unknown>,
  send: () => Promise<{ repairId: string; receiptNo: string }>,
): Promise<Sent> {
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => [issue.path.join("."), reasonOf(issue)]);
    return { ok: false, fields: Object.fromEntries(fields) as Record<string, string>, reason: null, details: {} };
  }
  return refusalOf(send);
}

/** Does something, and turns a refusal into an answer for the screen. */
export async function refusalOf<T extends object>(work: () => Promise<T>): Promise<({ ok: true } & T) | Refused> {
  try {
    return { ok: true, ...(await work()) };
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : undefined;
    if (!isDomainError(cause) || cause.code === "internal") throw error;
    const { field, ...rest } = cause.details;
    const details = Object.fromEntries(
      Object.entries(rest).filter((entry): entry is [string, string | number] =>
        ["string", "number"].includes(typeof entry[1]),
      ),
    );
    const fields: Record<string, string> = typeof field === "string" && field !== "" ? { [field]: cause.reason } : {};
    return { ok: false, fields, reason: cause.reason, details };
  }
}
