import { z } from "zod";
import { reportOccasionInput, withdrawReportInput } from "@/server/earning/input";
import { reportOccasion, withdrawReport } from "@/server/earning/service/report-occasion";
import type { Endpoint } from "./endpoint";

const whole = z.number().int();
const example = {
  memberId: "019ab3c5-7d00-7aaa-8000-0000000000a1",
  occasion: "survey",
  reportId: "autumn-2026:r-5521",
};

/** What other systems of the shop tell of members: a survey, a review, LINE, a warranty. */
export const occasionEndpoints = {
  occasions: {
    method: "POST",
    path: "/api/v1/occasions",
    scope: "occasions.write",
    summary:
      "Tells that a member did something that rules give points for. Once per `reportId`; nothing where no rule speaks of it.",
    input: reportOccasionInput,
    output: z.object({
      points: whole,
      /** The first of its points that begins latest can be spent from then. Null where there are none. */
      availableAt: z.iso.datetime().nullable(),
      rules: z.array(z.object({ name: z.string(), points: whole })),
      isRepeat: z.boolean(),
    }),
    reasons: ["points.member_unknown", "earning.member_left", "earning.member_merged", "earning.occasion_time"],
    example,
    exampleAnswer: {
      points: 50,
      availableAt: "2026-11-22T03:04:05.000Z",
      rules: [{ name: "アンケートへのお礼", points: 50 }],
      isRepeat: false,
    },
    run: async (ctx, input) => {
      const { points, parts, isRepeat } = await reportOccasion(ctx, input as z.input<typeof reportOccasionInput>);
      const latest = parts.map(({ availableAt }) => availableAt.getTime()).toSorted((a, b) => b - a)[0];
      return {
        points,
        availableAt: latest === undefined ? null : new Date(latest).toISOString(),
        rules: parts.map(({ label: name, points: given }) => ({ name, points: given })),
        isRepeat,
      };
    },
  },
  withdrawOccasion: {
    method: "POST",
    path: "/api/v1/occasions/withdraw",
    scope: "occasions.write",
    summary: "What was told has gone, as when a review is taken down: its points are taken back, once.",
    input: withdrawReportInput,
    output: z.object({ points: whole }),
    reasons: ["points.member_unknown", "earning.member_left", "earning.member_merged"],
    example,
    exampleAnswer: { points: 50 },
    run: (ctx, input) => withdrawReport(ctx, input as z.input<typeof withdrawReportInput>),
  },
} as const satisfies Record<string, Endpoint>;
