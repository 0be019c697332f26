import type { inferRouterOutputs } from "@trpc/server";
import { postalText } from "@/components/format/postal";
import type { AppRouter } from "@/server/trpc/root";

export type MergePreview = inferRouterOutputs<AppRouter>["identity"]["preview"];
export type MergeRecord = MergePreview["from"];
export type ProfileGroup = MergePreview["differing"][number];

const words = (...parts: (string | null)[]) => parts.filter(Boolean).join(" ");

/** How a record is called in a sentence: by name and number. */
export const nameOf = (record: MergeRecord): string => words(record.familyName, record.givenName, record.memberNo);

/** What a record says in one part of its profile, in one line; empty where it says nothing. `gender` stays the word of the database. */
export function saidIn(record: MergeRecord, group: ProfileGroup): string {
  switch (group) {
    case "name": {
      const kana = words(record.familyKana, record.givenKana);
      return words(record.familyName, record.givenName) + (kana && ` (${kana})`);
    }
    case "email":
      return record.email ?? "";
    case "phone":
      return record.phone ?? "";
    case "birthday":
      return record.birthday ?? "";
    case "gender":
      return record.gender ?? "";
    case "address":
      return words(
        postalText(record.postalCode),
        words(record.prefecture, record.city, record.addressLine).replaceAll(" ", ""),
      );
    case "card":
      return record.memberNo;
    case "external":
      return record.externalId ?? "";
  }
}
