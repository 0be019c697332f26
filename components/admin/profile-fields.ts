/** The fields of a member's profile as a form holds them: texts, empty where nothing is known. */
export const profileFields = [
  "familyName",
  "givenName",
  "familyKana",
  "givenKana",
  "phone",
  "birthday",
  "gender",
  "postalCode",
  "prefecture",
  "city",
  "addressLine",
  "locale",
] as const;
export type ProfileField = (typeof profileFields)[number];
export type ProfileValues = Record<ProfileField, string>;

/** A member's row as the form shows it. */
export const profileValues = (member: Partial<Record<ProfileField, string | null>>): ProfileValues =>
  Object.fromEntries(profileFields.map((field) => [field, member[field] ?? ""])) as ProfileValues;

/** What was changed in the form, for the server: an emptied field is null. */
export const profileChanges = (
  base: ProfileValues,
  mine: ProfileValues,
): Partial<Record<ProfileField, string | null>> =>
  Object.fromEntries(
    profileFields.filter((field) => mine[field] !== base[field]).map((field) => [field, mine[field] || null]),
  );

export interface Differing {
  field: ProfileField;
  theirs: string;
  mine: string;
}

/**
 * What two people who edited one profile make of it: fields that both changed, each to something else, are for a person to
 * decide; everything else has one answer (mine where I changed it, theirs where they did).
 */
export function mergeProfiles(base: ProfileValues, mine: ProfileValues, theirs: ProfileValues) {
  const differing: Differing[] = [];
  const merged = { ...theirs };
  for (const field of profileFields) {
    if (mine[field] === base[field]) continue;
    if (theirs[field] !== base[field] && theirs[field] !== mine[field])
      differing.push({ field, theirs: theirs[field], mine: mine[field] });
    merged[field] = mine[field];
  }
  return { merged, differing, changedByThem: profileFields.filter((field) => theirs[field] !== base[field]) };
}
