import type { members } from "@/db/schema/members";
import { isDomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import type { z } from "zod";
import { importedMember } from "../input";
import { isPersonalPhone } from "../rules/contact";
import { profileColumns } from "./profile-columns";

export type MemberRow = typeof members.$inferSelect;
export type ImportedMember = z.input<typeof importedMember>;

export interface ImportedMemberResult {
  externalId: string;
  memberId: string | null;
  outcome: "created" | "updated" | "unchanged" | "refused";
  /** Why the row was set aside; null unless refused. */
  reason: string | null;
  /** The field at fault, for the error file. */
  field: string | null;
  /** Parts left out although the member was taken in: an address or number that is another member's. */
  warnings: string[];
}

export interface Draft {
  index: number;
  memberId: string;
  before: MemberRow | null;
  given: z.output<typeof importedMember>;
  after: MemberRow;
  warnings: string[];
}

export const refusal = (externalId: string, reason: string, field: string | null): ImportedMemberResult => ({
  externalId,
  memberId: null,
  outcome: "refused",
  reason,
  field,
  warnings: [],
});

/** The row that an imported line makes of what is there. Throws `invalid` for what cannot be kept. */
export function draftOf(
  index: number,
  given: z.output<typeof importedMember>,
  before: MemberRow | null,
  tenant: string,
  now: Date,
): Draft {
  const memberId = before?.memberId ?? newId();
  const { externalId, storeId, mailConsent, joinedAt, email, emailVerifiedAt, memberNo, ...profile } = given;
  const address = email === undefined ? (before?.emailNormalised ?? null) : email;
  const provenAt = address === before?.emailNormalised ? (emailVerifiedAt ?? before?.emailVerifiedAt) : emailVerifiedAt;
  const after: MemberRow = {
    tenantId: tenant,
    memberId,
    externalId,
    memberNo: before?.memberNo ?? memberNo ?? "",
    ...profileColumns(before, profile, now),
    emailNormalised: address,
    emailVerifiedAt: (address && provenAt) || null,
    mailOptIn: mailConsent ?? before?.mailOptIn ?? false,
    joinedAt: before?.joinedAt ?? joinedAt ?? now,
    joinedStoreId: before?.joinedStoreId ?? storeId ?? null,
    lastLoginAt: before?.lastLoginAt ?? null,
    withdrawnAt: before?.withdrawnAt ?? null,
    mergedIntoId: before?.mergedIntoId ?? null,
    updatedAt: before?.updatedAt ?? now,
    version: before?.version ?? 1,
  };
  return { index, memberId, before, given, after, warnings: [] };
}

/** Parses a line; a refusal says which field and why. */
export function parseLine(line: ImportedMember): z.output<typeof importedMember> | ImportedMemberResult {
  try {
    return parseInput(importedMember, line);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const externalId = typeof line?.externalId === "string" ? line.externalId : "";
    return refusal(externalId, error.reason, typeof error.details.field === "string" ? error.details.field : null);
  }
}

/** A mobile number to be held as a key, or null. */
export const personalPhone = (row: MemberRow | null): string | null =>
  row?.phoneNormalised && isPersonalPhone(row.phoneNormalised) ? row.phoneNormalised : null;

/** True when a member's row would change. */
export const isChanged = ({ before, after }: Draft): boolean =>
  before === null ||
  (Object.keys(after) as (keyof MemberRow)[]).some((name) => {
    const [a, b] = [before[name], after[name]];
    return a instanceof Date && b instanceof Date ? a.getTime() !== b.getTime() : a !== b;
  });
