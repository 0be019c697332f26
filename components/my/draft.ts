/** What stands in a form, by the names of its fields. */
export type Values = Record<string, string>;

/** A form that was left before it was saved: what was typed, and what it had been opened with. */
export interface Draft {
  version: number;
  base: Values;
  values: Values;
}

/** The fields in which two states of a form differ. */
export const differing = (a: Values, b: Values): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => (a[name] ?? "") !== (b[name] ?? ""));

/**
 * Joins what one typed with what somebody else saved meanwhile. Fields that one did not touch take the new content; touched ones
 * keep what was typed, and are `conflicts` where both changed them to different things.
 */
export function joinValues(base: Values, mine: Values, theirs: Values): { values: Values; conflicts: string[] } {
  const touched = new Set(differing(base, mine));
  const values = Object.fromEntries(
    Object.keys(theirs).map((name) => [name, (touched.has(name) ? mine[name] : theirs[name]) ?? ""]),
  );
  const conflicts = differing(base, theirs).filter((name) => touched.has(name) && mine[name] !== theirs[name]);
  return { values, conflicts };
}

const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");

/** Whether what was kept in the browser is a draft. */
export const isDraft = ({ version, base, values }: Draft): boolean =>
  typeof version === "number" && isValues(base) && isValues(values);
