import { z } from "zod";

// The shape of a rule is the shape of its sentence: when (conditions), what (gives), how it stands beside others, how far, how long.

const points = z.int().min(1).max(10_000_000);
const day = z.iso.date();
const ids = z.array(z.uuid()).min(1).max(500);
const words = z.array(z.string().trim().min(1).max(60)).min(1).max(100);

export const occasions = [
  "sign_up",
  "line_link",
  "profile_completed",
  "check_in",
  "survey",
  "review",
  "warranty_registered",
  "referral",
  "referred",
  "birthday",
] as const;
export type Occasion = (typeof occasions)[number];
/** Those that other systems of the shop tell of (`/api/v1/occasions`). */
export const reportedOccasions = [
  "line_link",
  "survey",
  "review",
  "warranty_registered",
] as const satisfies readonly Occasion[];
/** Everything named must hold; within one list one of them is enough. Left out: no condition. */
export const earnConditions = z.object({
  categoryIds: ids.optional(),
  productIds: ids.optional(),
  brands: words.optional(),
  /** Lines of these are left out again. */
  notCategoryIds: ids.optional(),
  notProductIds: ids.optional(),
  storeIds: ids.optional(),
  channels: words.optional(),
  payments: words.optional(),
  /** Rank ids; a rank is named, not "at least". */
  rankIds: ids.optional(),
  /** The member's birthday is that business day, or in that month. */
  birthday: z.enum(["day", "month"]).optional(),
  /** 1 Monday to 7 Sunday, of the business day. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
  /** Days of the month, of the business day (「5のつく日」). */
  monthDays: z.array(z.int().min(1).max(31)).min(1).max(31).optional(),
  /** Minutes after local midnight, from included, until excluded; may wrap midnight. */
  hours: z
    .object({ fromMinutes: z.int().min(0).max(1439), untilMinutes: z.int().min(1).max(1440) })
    .refine((hours) => hours.fromMinutes !== hours.untilMinutes, { path: ["untilMinutes"], message: "an empty window" })
    .optional(),
  /** First and last business day, both included. */
  fromDay: day.optional(),
  untilDay: day.optional(),
  isFirstPurchase: z.literal(true).optional(),
  /** What the lines it looks at come to at least, in yen, or pieces. */
  minYen: z.int().min(1).max(1_000_000_000).optional(),
  minPieces: z.int().min(1).max(1_000_000).optional(),
});
export type EarnConditions = z.output<typeof earnConditions>;

export const earnGift = z.discriminatedUnion("kind", [
  /** `points` for each `perYen` yen, on top of the base. */
  z.object({
    kind: z.literal("rate"),
    points: z.int().min(1).max(10_000),
    perYen: z.int().min(1).max(1_000_000),
    rounding: z.enum(["down", "half_up", "up"]),
    taxBase: z.enum(["included", "excluded"]),
  }),
  /** The base `timesHundredths` / 100 times: 200 doubles. What is given on top is the base less once. */
  z.object({ kind: z.literal("multiply"), timesHundredths: z.int().min(101).max(10_000) }),
  z.object({ kind: z.literal("bonus"), points, per: z.enum(["sale", "piece"]) }),
  /** These lines earn nothing, neither the base nor by other rules (gift cards, postage, tobacco). */
  z.object({ kind: z.literal("nothing") }),
  z.object({ kind: z.literal("occasion"), occasion: z.enum(occasions), points }),
]);
export type EarnGift = z.output<typeof earnGift>;

export const limitPeriods = ["day", "month", "year", "ever"] as const;
export type LimitPeriod = (typeof limitPeriods)[number];

export const earnLimits = z.object({
  perSale: points.optional(),
  perMember: z.object({ points, period: z.enum(limitPeriods) }).optional(),
  /** How many sales or occasions of a member count. */
  timesPerMember: z.object({ times: z.int().min(1).max(10_000), period: z.enum(limitPeriods) }).optional(),
  budget: z
    .object({ points: z.int().min(1).max(1_000_000_000_000), period: z.enum(["day", "month", "ever"]) })
    .optional(),
});

export const earnLife = z.object({
  /** Days until they can be spent; left out: as the program says. */
  pendingDays: z.int().min(0).max(365).optional(),
  /** When they go; left out: as the program says. `days` and `months` count from when they can be spent. */
  expiry: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("days"), days: z.int().min(1).max(3_650) }),
      z.object({ kind: z.literal("months"), months: z.int().min(1).max(120) }),
      /** The last day on which they can be spent. */
      z.object({ kind: z.literal("date"), lastDay: day }),
    ])
    .optional(),
});
export type EarnLife = z.output<typeof earnLife>;

export const earnStacking = z.discriminatedUnion("kind", [
  /** Adds up with everything else. */
  z.object({ kind: z.literal("sum") }),
  /** Of one group only the best counts: for each line, and between lines and a bonus of the sale. */
  z.object({ kind: z.literal("best"), group: z.string().trim().min(1).max(40) }),
  /** Where it counts, nothing but the base stands beside it. */
  z.object({ kind: z.literal("alone") }),
]);

const sentences: Partial<Record<EarnGift["kind"], (keyof EarnConditions)[]>> = {
  // Nobody buys anything at an occasion: conditions of lines and of payment could never hold.
  occasion: [
    "categoryIds",
    "productIds",
    "brands",
    "notCategoryIds",
    "notProductIds",
    "payments",
    "isFirstPurchase",
    "minYen",
    "minPieces",
  ],
};

export const earnRule = z
  .object({
    id: z.uuid(),
    /** As customers read it, on the receipt and on My Page. */
    name: z.string().trim().min(1).max(60),
    when: earnConditions,
    gives: earnGift,
    stacking: earnStacking,
    /** 1 goes first: decides between rules that stand alone, and between equals of a group. */
    precedence: z.int().min(1).max(999),
    limits: earnLimits,
    life: earnLife,
  })
  .superRefine((rule, issue) => {
    for (const field of sentences[rule.gives.kind] ?? [])
      if (rule.when[field] !== undefined)
        issue.addIssue({ code: "custom", path: ["when", field], message: "an occasion has no basket" });
    if (rule.when.fromDay && rule.when.untilDay && rule.when.fromDay > rule.when.untilDay)
      issue.addIssue({ code: "custom", path: ["when", "untilDay"], message: "ends before it begins" });
  });
export type EarnRule = z.output<typeof earnRule>;

export const earnRules = z
  .array(earnRule)
  .max(200)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, { message: "an id stands twice" });

/** Creates the rule, or replaces the one of the same id, in the draft. */
export const saveRuleInput = z.object({ rule: earnRule, revision: z.int().min(0) });
export const removeRuleInput = z.object({ ruleId: z.uuid(), revision: z.int().min(0) });
export const pauseRuleInput = z.object({ ruleId: z.uuid(), isPaused: z.boolean() });
export const publishInput = z.object({
  revision: z.int().min(0),
  /** Sales from this instant on; now when left out. */
  validFrom: z.date().optional(),
  note: z.string().trim().max(200).default(""),
});
export const cancelVersionInput = z.object({ version: z.int().min(1) });

export const basketLine = z.object({
  /** Any name the caller knows the line by. */
  lineId: z.string().min(1).max(100),
  productId: z.uuid().nullable(),
  /** Ids of its category and of those above it. */
  categoryIds: z.array(z.uuid()),
  brand: z.string().nullable(),
  quantity: z.int().min(1),
  /** Tax included, after everything that was taken off. */
  amountYen: z.int().min(0),
  taxPercent: z.int().min(0).max(30).default(10),
});
export type BasketLine = z.output<typeof basketLine>;

/** A multiplier that a coupon brings: it adds to the base like a rule that stands beside others. */
export const couponMultiplier = z.object({
  couponId: z.uuid(),
  label: z.string(),
  timesHundredths: z.int().min(101).max(10_000),
  /** Null: all lines. */
  lineIds: z.array(z.string()).nullable(),
});

/** What `purchases` asks with: the lines after discounts, and what is known of the sale. */
export interface Basket {
  memberId: string;
  storeId: string | null;
  /** 'shop', 'online', or the till's own word. */
  channel: string | null;
  payment: string | null;
  occurredAt: Date;
  lines: BasketLine[];
  /** Paid with points: earns none; falls on the lines by their amounts. */
  pointsSpent: number;
  isFirstPurchase: boolean;
  couponMultipliers: z.output<typeof couponMultiplier>[];
}

/** What a shop asks the editor: "how much would this basket earn", with the draft or with what is in force. */
export const dryRunInput = z.object({
  memberId: z.uuid().nullable(),
  storeId: z.uuid().nullable(),
  channel: z.string().trim().max(60).nullable().default(null),
  payment: z.string().trim().max(60).nullable().default(null),
  at: z.date().optional(),
  rankId: z.uuid().nullable().optional(),
  isFirstPurchase: z.boolean().default(false),
  lines: z
    .array(
      z.object({
        productId: z.uuid(),
        quantity: z.int().min(1).max(1_000),
        unitPriceYen: z.int().min(0).max(100_000_000),
      }),
    )
    .min(1)
    .max(50),
  rules: z.enum(["draft", "published"]).default("draft"),
});

export const awardOccasionInput = z.object({
  memberId: z.uuid(),
  occasion: z.enum(occasions),
  /** One key, one award: the day and store of a check-in, the survey's id. */
  key: z.string().trim().min(1).max(200),
  storeId: z.uuid().nullable().default(null),
  /** For `referral` the friend, for `referred` the one who brought them: waits for the friend's first purchase. */
  relatedMemberId: z.uuid().nullable().default(null),
  /** Days after which such a promise comes to nothing; left out: never. */
  promiseDays: z.int().min(1).max(3_650).optional(),
  occurredAt: z.date().optional(),
});
export type AwardOccasion = z.input<typeof awardOccasionInput>;

/** What is told: of whom, what, and the other system's own name for it. */
export const withdrawReportInput = z.strictObject({
  memberId: z.uuid(),
  occasion: z.enum(reportedOccasions),
  /** The other system's id of the answer, the review, the registration: the same again is the same, for ever. */
  reportId: z.string().regex(/^[\w.:@/-]{1,150}$/, { message: "1 to 150 of A-Z a-z 0-9 _ . : @ / -" }),
});
export const reportOccasionInput = withdrawReportInput.extend({
  /** Defaults to the moment of the call. */
  occurredAt: z.iso.datetime({ offset: true }).optional(),
});
