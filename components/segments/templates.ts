import type { SegmentRule } from "@/server/segments/input";

const mailable: SegmentRule[] = [
  { type: "has_mail", is: true },
  { type: "consent", channel: "mail", isGranted: true },
];

/** Conditions that many shops begin with; their words stand in the messages under the same keys. */
export const segmentTemplates = {
  warranty_ending: { type: "and", of: [{ type: "warranty_days_left", from: 0, to: 30 }, ...mailable] },
  birthday: { type: "and", of: [{ type: "birthday_month", monthsAhead: 0 }, ...mailable] },
  once_only: {
    type: "and",
    of: [
      { type: "purchases", measure: "times", atLeast: 1, atMost: 1 },
      { type: "last_purchase", period: { beforeLastDays: 90 } },
    ],
  },
  lapsed: {
    type: "and",
    of: [
      { type: "purchases", measure: "times", atLeast: 2 },
      { type: "last_purchase", period: { beforeLastDays: 90 } },
    ],
  },
  points_expiring: { type: "points_expiring", withinDays: 30, atLeast: 100 },
} as const satisfies Record<string, SegmentRule>;

export type SegmentTemplateKey = keyof typeof segmentTemplates;
export const segmentTemplateKeys = Object.keys(segmentTemplates) as SegmentTemplateKey[];
