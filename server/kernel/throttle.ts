import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { poolOf } from "./database";
import { DomainError } from "./errors";

export interface Limit {
  name: string;
  /** Tries allowed per window. */
  points: number;
  windowSeconds: number;
}

const limiters = new Map<string, RateLimiterPostgres>();

function limiterFor(limit: Limit): RateLimiterPostgres {
  let limiter = limiters.get(limit.name);
  if (!limiter) {
    limiter = new RateLimiterPostgres({
      storeClient: poolOf("app"),
      tableName: "rate_limits",
      tableCreated: true,
      keyPrefix: limit.name,
      points: limit.points,
      duration: limit.windowSeconds,
      clearExpiredByTimeout: false,
    });
    limiters.set(limit.name, limiter);
  }
  return limiter;
}

/** Counts one try of `key` against the limit. Throws `limited` with the seconds to wait when there were too many. */
export async function throttle(limit: Limit, key: string): Promise<void> {
  try {
    await limiterFor(limit).consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new DomainError("limited", "kernel.too_many_tries", { waitSeconds: Math.ceil(error.msBeforeNext / 1000) });
  }
}

/** Takes a counted try back: it was none of a guesser's. */
export async function forgive(limit: Limit, key: string): Promise<void> {
  await limiterFor(limit).reward(key, 1);
}
