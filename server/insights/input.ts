import { z } from "zod";

export const recommendationCount = z.int().min(1).max(12).default(3);
export const forMeInput = z.strictObject({ count: recommendationCount }).prefault({});
export const forMemberInput = z.strictObject({ memberId: z.uuid(), count: recommendationCount });
