import { z } from "zod";
import { type ProfileGroup, profileGroupNames } from "@/server/members/rules/profile-groups";

const memberId = z.uuid();
const side = z.enum(["from", "to"]);

/** The record that closes and the one that stays. */
export const pairInput = z
  .object({ fromMemberId: memberId, toMemberId: memberId })
  .refine((pair) => pair.fromMemberId !== pair.toMemberId, { message: "two members" });

const choiceOf = z.partialRecord(z.enum(profileGroupNames as [ProfileGroup, ...ProfileGroup[]]), side);

export const mergeInput = z
  .object({
    fromMemberId: memberId,
    toMemberId: memberId,
    /** Where each part of the profile is taken from; what is not named as usual. */
    choice: choiceOf.default({}),
    /** The versions that the preview showed; others mean that somebody changed a profile meanwhile. */
    fromVersion: z.number().int().min(1),
    toVersion: z.number().int().min(1),
  })
  .refine((pair) => pair.fromMemberId !== pair.toMemberId, { message: "two members" });
export type MergeInput = z.input<typeof mergeInput>;

export const mergeRef = z.object({ mergeId: z.uuid() });
export const pairRef = z.object({ firstMemberId: memberId, secondMemberId: memberId });
export const certainties = ["sure", "likely", "possible"] as const;
export const pairFilter = z.object({
  state: z.enum(["open", "rejected", "merged"]).default("open"),
  certainty: z.enum(certainties).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export const undoDaysInput = z.object({ undoDays: z.number().int().min(1).max(365) });
export const householdAdd = z.object({ memberId, otherMemberId: memberId });
export const memberRef = z.object({ memberId });
