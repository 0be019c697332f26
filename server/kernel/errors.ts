/** What went wrong, for the caller to act on. Each maps once, to a tRPC code and its HTTP status (`server/trpc/init.ts`). */
export type ErrorCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "refused"
  | "limited"
  | "internal";

/** The HTTP status of each, for every door that speaks HTTP itself. */
export const httpStatus: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  refused: 422,
  limited: 429,
  internal: 500,
};

export type ErrorDetails = Record<string, string | number | boolean | null | undefined>;

/**
 * The one error class. `reason` ('points.insufficient') is the machine-readable reason of the API and the translation key of
 * the screen (namespace `errors`); `details` fills the sentence and may name the `field` at fault.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly reason: string,
    readonly details: ErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(`${code}: ${reason}`, options);
    this.name = "DomainError";
  }
}

export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError;

/** SQLSTATEs after which the whole transaction may be tried again (serialisation, deadlock, lost or refused connection). */
const retryable = /^(40001|40P01|08\w{3}|57P0[123]|53300)$/;
const lostConnection = /Connection terminated|ECONNRESET|ECONNREFUSED|EPIPE|timeout exceeded when trying to connect/;

/** An error and what it came from. */
function causes(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}

/** The Postgres error inside whatever Drizzle or pg threw, if there is one. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}

/** True when the database lost or refused us for reasons that pass, so the same work may be begun again. */
export function isTransient(error: unknown): boolean {
  const state = sqlStateOf(error);
  // A function that answers in another shape since a migration: a new connection plans anew.
  if (state === "0A000") return causes(error).some(({ message }) => message.startsWith("cached plan"));
  if (state !== undefined) return retryable.test(state);
  return causes(error).some(({ message }) => lostConnection.test(message));
}

/**
 * Takes what people wrote out of a database error and its causes, in place: the parameters of the statement, and the row that
 * Postgres quotes in `detail` and `where`. Errors end in logs; names, addresses and hashes must not.
 */
export function withoutValues(error: unknown): unknown {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const query = at as Error & { query?: unknown; params?: unknown; detail?: unknown; where?: unknown };
    if (typeof query.query === "string" && "params" in query) {
      const message = `Failed query: ${query.query}`;
      // The stack begins with the message as it was when the error was made.
      if (query.stack) query.stack = query.stack.replace(query.message, () => message);
      query.message = message;
      query.params = [];
    }
    if ("detail" in query) query.detail = undefined;
    if ("where" in query) query.where = undefined;
  }
  return error;
}

/** Name of the violated constraint, if the error is a violation. */
export function violatedConstraint(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const name = (at as { constraint?: unknown }).constraint;
    if (typeof name === "string") return name;
  }
  return undefined;
}

/** Text that Postgres cannot keep (a NUL, half a character): what came in was wrong, not the house. */
const unstorableText = /^(22021|22P05)$/;

/** Turns an unknown throw into what may leave the process: a DomainError as it is, all else as a bare 'internal'. */
export function toPublicError(error: unknown): DomainError {
  if (unstorableText.test(sqlStateOf(error) ?? ""))
    return new DomainError("invalid", "kernel.invalid_input", {}, { cause: error });
  return isDomainError(error) ? error : new DomainError("internal", "kernel.internal", {}, { cause: error });
}
