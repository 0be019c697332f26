import { z } from "zod";

/** The steps by which a new shop is set up, in their order. */
export const setUpSteps = ["brand", "store", "points", "card", "import", "people", "campaign"] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** 'whole' is the set-up itself: skipped, it asks no more. */
export const choiceInput = z.strictObject({
  step: z.enum([...setUpSteps, "whole"]),
  /** Null takes an earlier choice back. */
  choice: z.enum(["confirmed", "skipped"]).nullable(),
});

export const firstCampaigns = ["welcome", "birthday", "warranty"] as const;
export type FirstCampaign = (typeof firstCampaigns)[number];
export const firstCampaignInput = z.strictObject({ preset: z.enum(firstCampaigns), locale: z.enum(["ja", "en"]) });
