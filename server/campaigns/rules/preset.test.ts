import { describe, expect, it } from "vitest";
import { campaignDefinition } from "../input";
import { pointsNoticeDays, pointsNoticePreset } from "./preset";

describe("the notice before points expire", () => {
  it.each(pointsNoticeDays)("is a whole campaign %i days before", (days) => {
    const draft = pointsNoticePreset(days);
    expect(campaignDefinition.safeParse(draft).success).toBe(true);
    expect(draft.timing).toMatchObject({ fact: "points_expiry", offsetDays: -days });
  });
});
