import { isClosed } from "@/server/repairs/rules/states";

/** The repairs that are still under way. */
export const openRepairsOf = <R extends { state: Parameters<typeof isClosed>[0] }>(repairs: readonly R[]): R[] =>
  repairs.filter(({ state }) => !isClosed(state));
