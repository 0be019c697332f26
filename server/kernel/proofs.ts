import type { Ctx } from "./ctx";

/**
 * One promise of the product about a shop's data, counted over all of it. A module lists its own in its `jobs.ts` (`proofs`); the
 * page of proofs, the daily check and the tests run them all. Worded at `points.proof.<name>`.
 */
export interface Proof {
  /** snake_case, said as what holds: `wallet_is_sum_of_entries`. */
  name: string;
  /** How many cases were looked at, and how many break it (0). Read-only. */
  run: (ctx: Ctx) => Promise<{ count: number; violations: number }>;
}

export interface ProofLine {
  name: string;
  count: number;
  violations: number;
  /** How long it took. */
  ms: number;
}

let known: readonly Proof[] = [];

/** Called once, by the list of modules (server/jobs/registry.ts): a module to the left cannot import those to its right. */
export function knowProofs(proofs: readonly Proof[]): void {
  known = proofs;
}

/** Runs every known proof, one after the other: each is a statement over the whole shop. The caller has asked who may. */
export async function proveAll(ctx: Ctx, proofs: readonly Proof[] = known): Promise<ProofLine[]> {
  const lines: ProofLine[] = [];
  for (const { name, run } of proofs) {
    const begun = performance.now();
    const { count, violations } = await run(ctx);
    lines.push({ name, count, violations, ms: Math.round(performance.now() - begun) });
  }
  return lines;
}
