import { z } from "zod";

// The rule tree of a segment (セグメント). What every leaf means is written here once, in words: the SQL builder
// (queries/compile.ts) and the plain evaluator (rules/evaluate.ts) were each written from these sentences.
// - A day is a day in the shop's own time zone; "today" is the day of `ctx.now` there.
// - A leaf is true or false, never unknown: where the fact is missing the leaf is false, so its `not` is true.
// - What happens after `ctx.now` does not exist yet. Members who have withdrawn are in no segment.

export const maxRuleDepth = 8;
export const maxRuleNodes = 200;

const ids = (most: number) => z.array(z.uuid().toLowerCase()).min(1).max(most);
const days = z.int().min(0).max(3_660);
const dayText = z.iso.date().refine((day) => day >= "1900-01-01" && day <= "2200-12-31", { error: "out_of_range" });
/** Text that Postgres can hold: no NUL, no half of a surrogate pair. */
const plainText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), { error: "bad_characters" });

const isOne = (...values: unknown[]) => values.filter((value) => value !== undefined).length === 1;
const inOrder = (from: unknown, to: unknown) =>
  from === undefined || to === undefined || (from as number) <= (to as number);

/**
 * When something happened: between two days, both included and each optional; or since the beginning of the day `lastDays`
 * days ago (0 = today); or before that instant (`beforeLastDays`).
 */
const when = z.union([
  z
    .strictObject({ from: dayText.optional(), to: dayText.optional() })
    .refine((w) => w.from !== undefined || w.to !== undefined, { error: "empty" })
    .refine((w) => inOrder(w.from, w.to), { error: "from_after_to" }),
  z.strictObject({ lastDays: days }),
  z.strictObject({ beforeLastDays: days }),
]);

/** A number from `atLeast` to `atMost`, both included, at least one of them given. */
const limits = { atLeast: z.int().min(0).max(1e12).optional(), atMost: z.int().min(0).max(1e12).optional() };
const hasLimits = (leaf: { atLeast?: number | undefined; atMost?: number | undefined }) =>
  (leaf.atLeast !== undefined || leaf.atMost !== undefined) && inOrder(leaf.atLeast, leaf.atMost);

/** A product counts when it is listed or lies in a listed category or anywhere below it; with neither list, all count. */
const ofProducts = { productIds: ids(500).optional(), categoryIds: ids(50).optional() };
const where = z.strictObject({ ...ofProducts, storeIds: ids(200).optional() });
const whereAndWhen = z.strictObject({ ...where.shape, period: when.optional() });

const leaves = [
  z.strictObject({ type: z.literal("everyone") }),
  /** 'unknown' = not told. */
  z.strictObject({
    type: z.literal("gender"),
    in: z
      .array(z.enum(["female", "male", "other", "unknown"]))
      .min(1)
      .max(4),
  }),
  /** Completed years of life today. */
  z
    .strictObject({
      type: z.literal("age"),
      from: z.int().min(0).max(150).optional(),
      to: z.int().min(0).max(150).optional(),
    })
    .refine((l) => (l.from !== undefined || l.to !== undefined) && inOrder(l.from, l.to), { error: "range" }),
  /** Born in one of these months, or in the month that comes `monthsAhead` months after the current one (0 = this month). */
  z
    .strictObject({
      type: z.literal("birthday_month"),
      months: z.array(z.int().min(1).max(12)).min(1).max(12).optional(),
      monthsAhead: z.int().min(0).max(11).optional(),
    })
    .refine((l) => isOne(l.months, l.monthsAhead), { error: "one_of" }),
  z.strictObject({ type: z.literal("prefecture"), in: z.array(plainText(20)).min(1).max(60) }),
  /** Joined within the period and, where stores are listed, at one of them. */
  z
    .strictObject({ type: z.literal("joined"), period: when.optional(), storeIds: ids(200).optional() })
    .refine((l) => l.period !== undefined || l.storeIds !== undefined, { error: "empty" }),
  z.strictObject({ type: z.literal("locale"), is: z.enum(["ja", "en"]) }),
  /** An e-mail address is known. */
  z.strictObject({ type: z.literal("has_mail"), is: z.boolean() }),
  /** The newest answer for the channel; nobody asked counts as no. */
  z.strictObject({ type: z.literal("consent"), channel: z.literal("mail"), isGranted: z.boolean() }),
  /**
   * Sale lines that match `where`, less what came back. `times`: receipts of which something matching was kept; `pieces` and
   * `yen`: the kept share of each line (yen cut to whole yen), less returns that belong to no known sale, at their own time.
   */
  z
    .strictObject({
      type: z.literal("purchases"),
      measure: z.enum(["times", "pieces", "yen"]),
      ...limits,
      where: whereAndWhen.optional(),
    })
    .refine(hasLimits, { error: "range" }),
  /** The first (or last) sale of which something matching `where` was kept lies within the period. */
  z.strictObject({ type: z.literal("first_purchase"), period: when, where: where.optional() }),
  z.strictObject({ type: z.literal("last_purchase"), period: when, where: where.optional() }),
  /** A warranty that is not void ends `from`..`to` days from today; 0 = today is its last day, negative = it has ended. */
  z
    .strictObject({
      type: z.literal("warranty_days_left"),
      from: z.int().min(-36_500).max(36_500),
      to: z.int().min(-36_500).max(36_500),
      ...ofProducts,
    })
    .refine((l) => l.from <= l.to, { error: "range" }),
  /** Points that can be spent now, or points that wait. No wallet = 0. */
  z
    .strictObject({ type: z.literal("points"), bucket: z.enum(["available", "pending"]), ...limits })
    .refine(hasLimits, { error: "range" }),
  /** Of the lots that can be spent now, at least so many points die by the end of the day `withinDays` days from today. */
  z.strictObject({ type: z.literal("points_expiring"), withinDays: days, atLeast: z.int().min(1).max(1e12) }),
  /** The rank now is one of these; whoever has bought nothing yet has the lowest. Without ranks it is nobody's. */
  z.strictObject({ type: z.literal("rank"), in: ids(20) }),
  /**
   * Something counts in the window of today, and at most so much more of it (yen, purchases or points, as the ranks are reckoned) leads
   * to the rank above.
   */
  z.strictObject({ type: z.literal("next_rank"), missingAtMost: z.int().min(1).max(1e9) }),
  /** Never signed in, or signed in last within the period. */
  z
    .strictObject({ type: z.literal("last_login"), never: z.literal(true).optional(), period: when.optional() })
    .refine((l) => isOne(l.never, l.period), { error: "one_of" }),
] as const;

const branches = [
  z.strictObject({
    type: z.literal("and"),
    of: z
      .array(z.lazy((): z.ZodType<SegmentRule> => node))
      .min(1)
      .max(50),
  }),
  z.strictObject({
    type: z.literal("or"),
    of: z
      .array(z.lazy((): z.ZodType<SegmentRule> => node))
      .min(1)
      .max(50),
  }),
  z.strictObject({ type: z.literal("not"), of: z.lazy((): z.ZodType<SegmentRule> => node) }),
] as const;

export type SegmentLeaf = z.output<(typeof leaves)[number]>;
export type SegmentRule =
  | SegmentLeaf
  | { type: "and"; of: SegmentRule[] }
  | { type: "or"; of: SegmentRule[] }
  | { type: "not"; of: SegmentRule };
export type SegmentWhen = z.output<typeof when>;
export type PurchaseWhere = z.output<typeof whereAndWhen>;
export type ProductFilter = Pick<PurchaseWhere, "productIds" | "categoryIds">;
export type LeafOf<T extends SegmentLeaf["type"]> = Extract<SegmentLeaf, { type: T }>;

const node: z.ZodType<SegmentRule> = z.discriminatedUnion("type", [...leaves, ...branches]);

/** Measures a tree of unknown shape without recursion, so that a hostile depth cannot exhaust the stack. Stops past the limits. */
function sizeOf(root: unknown): { depth: number; nodes: number } {
  let depth = 0;
  let nodes = 0;
  let level = [root];
  while (level.length > 0 && depth <= maxRuleDepth && nodes <= maxRuleNodes) {
    depth += 1;
    nodes += level.length;
    level = level.flatMap((at) => {
      const of = typeof at === "object" && at !== null && "of" in at ? at.of : undefined;
      return Array.isArray(of) ? of : of === undefined ? [] : [of];
    });
  }
  return { depth, nodes };
}

/** A whole rule: known fields only, at most 8 levels and 200 nodes. */
export const segmentRule = z
  .unknown()
  .superRefine((value, check) => {
    const { depth, nodes } = sizeOf(value);
    if (depth > maxRuleDepth) check.addIssue({ code: "custom", message: "too_deep" });
    if (nodes > maxRuleNodes) check.addIssue({ code: "custom", message: "too_many_nodes" });
  })
  .pipe(node);

const name = plainText(60);
/** Lines may be broken; nothing else that does not print. */
const description = z
  .string()
  .trim()
  .max(500)
  // oxlint-disable-next-line no-control-regex -- those are what it refuses
  .refine((text) => !/[\p{Surrogate}\u0000-\u0009\u000b-\u001f]/u.test(text), { error: "bad_characters" })
  .default("");
export const createSegmentInput = z.strictObject({ name, description, rule: segmentRule });
export const updateSegmentInput = z.strictObject({
  id: z.uuid(),
  /** The revision the editor began from; another one in the database is a conflict. */
  revision: z.int().min(1),
  name,
  description,
  rule: segmentRule,
});
export const segmentId = z.strictObject({ id: z.uuid() });
export const countInput = z.strictObject({ rule: segmentRule });
export const sampleInput = z.strictObject({ rule: segmentRule, count: z.int().min(1).max(50).default(10) });

/** Names of what a rule points at, for putting it into words. */
export type SegmentNames = Record<"products" | "categories" | "stores", Record<string, string>> & {
  ranks?: Record<string, { ja: string; en: string }>;
};
/** What a rule points at and must exist. */
export type ReferenceKind = Exclude<keyof SegmentNames, "ranks">;
