import { profileFields, type ProfileValues } from "@/components/admin/profile-fields";
import { keepUnder, keptUnder } from "@/components/form/kept";

/** What somebody typed and has not saved, with the version and values that the form was opened on. */
export interface ProfileDraft {
  version: number;
  base: ProfileValues;
  mine: ProfileValues;
}

const keyOf = (memberId: string) => `goen.profile.${memberId}`;

const areValues = (value: unknown): value is ProfileValues =>
  typeof value === "object" &&
  value !== null &&
  profileFields.every((field) => typeof (value as Record<string, unknown>)[field] === "string");

/** The draft of this browser tab, or null. */
export const keptDraft = (memberId: string): ProfileDraft | null =>
  keptUnder<ProfileDraft>(
    keyOf(memberId),
    (kept) => Number.isInteger(kept.version) && areValues(kept.base) && areValues(kept.mine),
  );

/** Keeps the draft through a lost network, a reload and a session that ended; null lets go of it. */
export const keepDraft = (memberId: string, draft: ProfileDraft | null) => keepUnder(keyOf(memberId), draft);
