/** Filters of the list of members, as they stand in the address. */
export const memberFilters = ["all", "consenting", "silent", "withdrawn"] as const;
export type MemberFilter = (typeof memberFilters)[number];
