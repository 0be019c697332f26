import { TRPCError } from "@trpc/server";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { makeFormats } from "@/components/format/formats";
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
  if (parsed.success) return refusalOf(send);
  const t = await getTranslations("repairs.fieldErrors");
  const fields = parsed.error.issues.map((issue) => {
    const reason = reasonOf(issue);
    return [issue.path.join("."), t.has(reason as "invalid") ? t(reason as "invalid") : t("invalid")];
  });
  const worded = Object.fromEntries(fields) as Record<string, string>;
  return { ok: false, fields: worded, problem: null, isSignedOut: false };
}

/** Does something, and turns a refusal into words for the screen. */
export async function refusalOf<T extends object>(work: () => Promise<T>): Promise<({ ok: true } & T) | Refused> {
  try {
    return { ok: true, ...(await work()) };
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : undefined;
    if (!isDomainError(cause) || cause.code === "internal") throw error;
    const { field, ...details } = cause.details;
    const isSignedOut = cause.reason === "auth.sign_in_required";
    const text = await sentenceOf(cause.reason, isSignedOut, details);
    if (typeof field === "string" && field !== "")
      return { ok: false, fields: { [field]: text }, problem: null, isSignedOut };
    return { ok: false, fields: {}, problem: text, isSignedOut };
  }
}

/** A refusal's sentence, days and receipt numbers in it as people write them. */
async function sentenceOf(reason: string, isSignedOut: boolean, details: Record<string, unknown>): Promise<string> {
  const [t, locale, timeZone] = await Promise.all([getTranslations(), getLocale(), getTimeZone()]);
  if (isSignedOut) return t("repairs.form.signedOut");
  const formats = makeFormats(locale, timeZone);
  const values = Object.fromEntries(
    Object.entries(details).flatMap(([name, value]): [string, string | number][] => {
      if (typeof value === "number") return [[name, value]];
      if (typeof value !== "string") return [];
      return [[name, /^\d{4}-\d{2}-\d{2}$/.test(value) ? formats.date(value) : value]];
    }),
  );
  const key = (
    reason.startsWith("kernel.") ? `errors.${reason.slice(7)}` : reason.replace(".", ".errors.")
  ) as "errors.unexpected";
  return t.has(key) ? t(key, values) : t("errors.unexpected");
}
