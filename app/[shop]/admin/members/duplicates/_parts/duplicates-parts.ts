import "server-only";
import { orNotFound } from "@/app/or-not-found";
import { certainties } from "@/server/identity/input";
import type { adminCaller } from "../../../_parts/admin-gate";

export interface DuplicatesQuery {
  state?: string;
  certainty?: string;
  cursor?: string;
}

const states = ["open", "rejected", "merged"] as const;

/** The list as its address says it; what is no state or certainty counts as none. */
export async function duplicatesParts(
  { api, base }: Awaited<ReturnType<typeof adminCaller>>,
  { state: asked, certainty: wished, cursor }: DuplicatesQuery,
) {
  const state = states.find((one) => one === asked) ?? "open";
  const certainty = certainties.find((one) => one === wished);
  const [overview, list] = await Promise.all([
    api.identity.overview(),
    orNotFound(api.identity.pairs({ state, certainty, cursor })),
  ]);
  return { base, state, certainty, overview, rows: list.rows, next: list.cursor, isLater: cursor !== undefined };
}
