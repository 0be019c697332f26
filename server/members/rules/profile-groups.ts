/** The parts of a profile that are taken whole from one of two records, with their columns. Safe for the browser. */
export const profileGroups = {
  name: ["familyName", "givenName", "familyKana", "givenKana", "kanaNormalised", "nameNormalised"],
  email: ["emailNormalised", "emailVerifiedAt"],
  phone: ["phoneNormalised"],
  birthday: ["birthday"],
  gender: ["gender"],
  address: ["postalCode", "prefecture", "city", "addressLine"],
  card: ["memberNo"],
  external: ["externalId"],
} as const;

export type ProfileGroup = keyof typeof profileGroups;
export const profileGroupNames = Object.keys(profileGroups) as ProfileGroup[];
export type ProfileChoice = Record<ProfileGroup, "from" | "to">;
type Profiled = { [Column in (typeof profileGroups)[ProfileGroup][number]]: unknown };

const isEmpty = (row: Profiled, group: ProfileGroup) => profileGroups[group].every((column) => row[column] === null);

/** Whether the two say different things, so that somebody has to choose. */
export const differs = (from: Profiled, to: Profiled, group: ProfileGroup): boolean =>
  profileGroups[group].some((column) => String(from[column]) !== String(to[column]));

/** What the record that stays says counts; where it says nothing, what the other one says. */
export const usualChoice = (from: Profiled, to: Profiled): ProfileChoice =>
  Object.fromEntries(
    profileGroupNames.map((group) => [group, isEmpty(to, group) && !isEmpty(from, group) ? "from" : "to"]),
  ) as ProfileChoice;
