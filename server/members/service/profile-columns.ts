import type { members } from "@/db/schema/members";
import { DomainError } from "@/server/kernel/errors";
import { dayIn } from "@/server/kernel/time";
import type { Profile } from "../input";
import { isBirthday } from "../rules/contact";
import { kanaNormalised, nameNormalised } from "../rules/kana";

type Row = typeof members.$inferSelect;
type ProfileColumns = Pick<
  Row,
  | "familyName"
  | "givenName"
  | "familyKana"
  | "givenKana"
  | "kanaNormalised"
  | "nameNormalised"
  | "phoneNormalised"
  | "birthday"
  | "gender"
  | "postalCode"
  | "prefecture"
  | "city"
  | "addressLine"
  | "locale"
>;

const nobody = {
  familyName: null,
  givenName: null,
  familyKana: null,
  givenKana: null,
  phoneNormalised: null,
  birthday: null,
  gender: null,
  postalCode: null,
  prefecture: null,
  city: null,
  addressLine: null,
  locale: "ja",
};

/** The columns after a change: what the change does not name stays; the search columns follow. Throws `invalid` for a day to come. */
export function profileColumns(
  before: Omit<ProfileColumns, "kanaNormalised" | "nameNormalised"> | null,
  change: Profile,
  now: Date,
): ProfileColumns {
  const kept = before ?? nobody;
  const pick = <K extends keyof Profile & keyof typeof nobody>(name: K) =>
    change[name] === undefined ? kept[name] : change[name];
  const columns = {
    familyName: pick("familyName"),
    givenName: pick("givenName"),
    familyKana: pick("familyKana"),
    givenKana: pick("givenKana"),
    birthday: pick("birthday"),
    gender: pick("gender"),
    postalCode: pick("postalCode"),
    prefecture: pick("prefecture"),
    city: pick("city"),
    addressLine: pick("addressLine"),
    phoneNormalised: change.phone === undefined ? kept.phoneNormalised : change.phone,
    locale: change.locale ?? kept.locale,
  };
  // The zone farthest ahead: no baby born today anywhere is refused.
  if (columns.birthday !== null && !isBirthday(columns.birthday, dayIn(now, "Pacific/Kiritimati")))
    throw new DomainError("invalid", "members.birthday", { field: "birthday" });
  return {
    ...columns,
    kanaNormalised: kanaNormalised(columns.familyKana, columns.givenKana),
    nameNormalised: nameNormalised(columns.familyName, columns.givenName),
  };
}

/** Whether somebody has told everything a shop asks of a member: name, reading, birthday, phone and address. */
export const isProfileComplete = (columns: ProfileColumns): boolean =>
  [
    columns.familyName,
    columns.givenName,
    columns.familyKana,
    columns.givenKana,
    columns.birthday,
    columns.phoneNormalised,
    columns.postalCode,
    columns.prefecture,
    columns.city,
    columns.addressLine,
  ].every((value) => value !== null && value !== "");
