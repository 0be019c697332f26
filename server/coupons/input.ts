import { z } from "zod";

const wellFormed = (text: string) => text.isWellFormed() && !text.includes("\0");
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => wellFormed(text) && !/[\r\n]/.test(text), { message: "one line" });
const prose = (most: number) => z.string().trim().max(most).refine(wellFormed, { message: "bad characters" });
const yen = z.int().min(1).max(10_000_000);
const ids = z.array(z.uuid()).max(200).default([]);
const count = z.int().min(1).max(100_000_000).nullable().default(null);

export const couponKinds = ["amount", "percent", "gift", "points"] as const;
export type CouponKind = (typeof couponKinds)[number];
export const roundings = ["down", "half_up", "up"] as const;
export const channels = ["shop", "online"] as const;
export type Channel = (typeof channels)[number];

export const couponBenefit = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("amount"), yen }),
  z.strictObject({
    kind: z.literal("percent"),
    percent: z.int().min(1).max(100),
    /** Of the sum over all lines that it is for, not line by line. */
    rounding: z.enum(roundings).default("down"),
    /** At most that much off. */
    mostYen: yen.nullable().default(null),
  }),
  /** Pieces of a product for nothing; they stand in the basket like any other. */
  z.strictObject({ kind: z.literal("gift"), productId: z.uuid(), pieces: z.int().min(1).max(100).default(1) }),
  /** The sale's points times percent / 100. */
  z.strictObject({ kind: z.literal("points"), percent: z.int().min(101).max(10_000) }),
]);

/** What a coupon promises and asks for. All empty lists mean "no matter which". */
export const couponDefinition = z
  .strictObject({
    title: z.strictObject({ ja: line(60).min(1), en: line(80).min(1) }),
    /** More words for the customer. */
    note: z.strictObject({ ja: prose(500), en: prose(500) }).default({ ja: "", en: "" }),
    benefit: couponBenefit,
    /** The lines it is for; a category with everything below it. */
    target: z
      .strictObject({ productIds: ids, categoryIds: ids, notProductIds: ids, notCategoryIds: ids })
      .default({ productIds: [], categoryIds: [], notProductIds: [], notCategoryIds: [] }),
    /** Before any coupon is taken off. */
    minimum: z
      .strictObject({ yen, of: z.enum(["basket", "target"]) })
      .nullable()
      .default(null),
    storeIds: ids,
    channels: z.array(z.enum(channels)).min(1).max(2).default(["shop", "online"]),
    rankIds: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
    /** Business days of the shop, both included; `days` counts from the day on which somebody gets it, that day included. */
    validity: z.strictObject({
      from: z.iso.date().nullable().default(null),
      until: z.iso.date().nullable().default(null),
      days: z.int().min(1).max(3_650).nullable().default(null),
    }),
    /** Only then, by the shop's clock: 0 is Sunday; from 22:00 to 2:00 goes over midnight and belongs to the evening's day. */
    hours: z
      .strictObject({
        weekdays: z.array(z.int().min(0).max(6)).min(1).max(7),
        fromMinutes: z.int().min(0).max(1_439),
        toMinutes: z.int().min(1).max(1_440),
      })
      .nullable()
      .default(null),
    limits: z
      .strictObject({
        /** Uses by everybody together. */
        total: count,
        /** Coupons given out. */
        issued: count,
        perMember: count,
        /** Uses by everybody on a business day. */
        perDay: count,
        perMemberPerDay: count,
        /** How often one coupon that somebody holds can be used. */
        perHeld: z.int().min(1).max(1_000).default(1),
      })
      .prefault({}),
    stacking: z
      .discriminatedUnion("kind", [
        /** With no other coupon at all. */
        z.strictObject({ kind: z.literal("exclusive") }),
        z.strictObject({ kind: z.literal("free") }),
        /** With any, except another one of the same group. */
        z.strictObject({ kind: z.literal("group"), group: line(40).min(1) }),
      ])
      .default({ kind: "exclusive" }),
    /** Coupons it never goes with, whatever else is said. */
    excludes: z.array(z.uuid()).max(100).default([]),
    /** The lower goes first among coupons of a kind. */
    place: z.int().min(0).max(999).default(100),
    /** At the till, in a sale; or shown and torn by hand, for what no till knows (a drink, a sample). */
    use: z.enum(["till", "tear", "both"]).default("till"),
    /** Not for customers without a card. */
    isForMembers: z.boolean().default(true),
    /** Everybody who joins gets one. */
    isGivenOnJoining: z.boolean().default(false),
  })
  .superRefine((of, context) => {
    const { from, until, days } = of.validity;
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    if (until === null && days === null) fault(["validity", "until"], "no_end");
    if (from !== null && until !== null && from > until) fault(["validity", "until"], "ends_before");
    if (of.hours && of.hours.fromMinutes === of.hours.toMinutes) fault(["hours", "toMinutes"], "no_time");
    if (
      of.benefit.kind === "percent" &&
      of.benefit.percent === 100 &&
      of.benefit.mostYen === null &&
      of.use === "till" &&
      of.target.productIds.length + of.target.categoryIds.length === 0
    )
      fault(["benefit", "percent"], "everything_free");
  });
export type CouponDefinition = z.output<typeof couponDefinition>;
export type CouponDefinitionInput = z.input<typeof couponDefinition>;

const couponName = line(80).min(1);
export const createCouponInput = z.strictObject({ name: couponName, definition: couponDefinition });
export const saveCouponInput = z.strictObject({
  couponId: z.uuid(),
  /** The version the editor began from; another one in the database is a conflict. */
  version: z.int().min(1),
  name: couponName,
  definition: couponDefinition,
});
export const couponKey = z.strictObject({ couponId: z.uuid() });
export const couponStates = ["usable", "coming", "over", "stopped"] as const;
export type CouponState = (typeof couponStates)[number];
export const couponList = z.strictObject({
  q: z.string().trim().max(80).default(""),
  state: z.enum(couponStates).optional(),
  kind: z.enum(couponKinds).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(100).default(20),
});

export const sources = ["campaign", "staff", "receipt", "link", "code", "sign_up", "reward", "rank", "import"] as const;
export type Source = (typeof sources)[number];

/** One coupon for one member. The same `key` again is the same coupon. */
export const issueInput = z.strictObject({
  couponId: z.uuid(),
  memberId: z.uuid(),
  key: z.string().min(1).max(200),
  source: z.enum(sources),
  sourceId: z.uuid().nullable().default(null),
  originId: z.uuid().nullable().default(null),
  storeId: z.uuid().nullable().default(null),
});
export type IssueInput = z.input<typeof issueInput>;

/** What is to be used in a sale: a coupon that the member holds, or whatever was said or scanned. */
export const couponChoice = z.union([
  z.strictObject({ heldId: z.uuid() }),
  z.strictObject({ code: z.string().trim().min(1).max(100) }),
]);
export type CouponChoice = z.infer<typeof couponChoice>;
/** The coupons part of a sale: those chosen by hand must apply; with `best`, what the member holds fills up to the best allowed set. */
export const couponChoices = z.strictObject({
  chosen: z.array(couponChoice).max(20).default([]),
  best: z.boolean().default(false),
});
export type CouponChoices = z.output<typeof couponChoices>;

/** Why a coupon cannot be used, in this basket or at all. */
export const couponProblems = [
  "unknown",
  "stopped",
  "other_member",
  "member_needed",
  "not_yet",
  "expired",
  "used",
  "limit_total",
  "limit_day",
  "limit_member",
  "limit_member_day",
  "tear_only",
  "wrong_store",
  "wrong_channel",
  "wrong_rank",
  "wrong_hours",
  "no_target",
  "gift_missing",
  "below_minimum",
  "same_coupon",
  "cannot_combine",
  "no_effect",
] as const;
export type CouponProblem = (typeof couponProblems)[number];

export const makeCodesInput = z.strictObject({
  couponId: z.uuid(),
  count: z.int().min(1).max(1_000_000),
  /** What they are for: "flyer of November". */
  name: line(80).min(1),
});
export const batchKey = z.strictObject({ batchId: z.uuid() });
export const wordInput = z.strictObject({ couponId: z.uuid(), word: z.string().trim().min(1).max(40) });
export const linkInput = z.strictObject({
  couponId: z.uuid(),
  name: line(80).min(1),
  storeId: z.uuid().nullable().default(null),
});
export const linkKey = z.strictObject({ linkId: z.uuid() });
export const takeByLinkInput = z.strictObject({ token: z.string().min(1).max(40) });
export const takeByCodeInput = z.strictObject({ code: z.string().trim().min(1).max(100) });
export const heldKey = z.strictObject({ heldId: z.uuid() });
export const tearInput = z.strictObject({ heldId: z.uuid(), storeId: z.uuid().nullable().default(null) });
export const codeList = z.strictObject({
  couponId: z.uuid(),
  q: z.string().trim().max(60).default(""),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(100).default(20),
});
/** Where a coupon that somebody holds stands, for the list of holders. */
export const holderStates = ["usable", "used", "over", "withdrawn"] as const;
export type HolderState = (typeof holderStates)[number];
export const holderFilter = z.strictObject({
  couponId: z.uuid(),
  /** Beginning of whatever names a member, or a coupon's own code. */
  q: z.string().trim().max(80).default(""),
  state: z.enum(holderStates).optional(),
});
export const heldList = holderFilter.extend({
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(100).default(20),
});

export const giveInput = z.strictObject({
  couponId: z.uuid(),
  memberId: z.uuid(),
  /** Made by the screen when its form opens, so that a second press is the same coupon. */
  key: z.string().trim().min(1).max(100),
  storeId: z.uuid().nullable().default(null),
});
export const memberKey = z.strictObject({ memberId: z.uuid() });
export const tearAtCounterInput = z.strictObject({
  memberId: z.uuid(),
  heldId: z.uuid(),
  storeId: z.uuid().nullable().default(null),
});
export const heldOfMemberKey = z.strictObject({ memberId: z.uuid(), heldId: z.uuid() });
export const lookUpInput = z.strictObject({ code: z.string().trim().min(1).max(100) });
