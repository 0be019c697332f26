import { profileFields, type ProfileValues } from "@/components/admin/profile-fields";

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

/** The draft of this browser tab, or null; a storage that is closed to us has none. */
export function keptDraft(memberId: string): ProfileDraft | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(memberId)) ?? "null") as ProfileDraft | null;
    return kept && Number.isInteger(kept.version) && areValues(kept.base) && areValues(kept.mine) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps the draft through a lost network, a reload and a session that ended; null lets go of it. */
export function keepDraft(memberId: string, draft: ProfileDraft | null): void {
  try {
    if (draft) sessionStorage.setItem(keyOf(memberId), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(memberId));
  } catch {
    // Without storage the form still works; it only forgets at a reload.
  }
}
