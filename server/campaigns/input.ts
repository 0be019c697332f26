import { Cron } from "croner";
import { z } from "zod";
import { mailTexts, unfinishedTexts } from "@/server/contents/input";
import { segmentRule } from "@/server/segments/input";

// A campaign is five values: target, offer, timing, channel, contents. Each is checked alone in a draft; publishing asks for all.

export const campaignStates = ["draft", "live", "paused", "finished", "cancelled"] as const;
export type CampaignState = (typeof campaignStates)[number];

export const verdicts = [
  "send",
  "no_consent",
  "suppressed",
  "no_address",
  "holdout",
  "exited",
  "quiet_hours",
  "household",
  "capped",
  "lost_to",
  "cancelled",
] as const;
export type Verdict = (typeof verdicts)[number];

export const messageClasses = ["marketing", "service"] as const;

/** Dates of a member's life that a campaign can count from. */
export const facts = ["warranty_end", "birthday", "points_expiry", "last_purchase", "joined", "rank_up"] as const;
export type Fact = (typeof facts)[number];

const isCron = (expression: string) => {
  try {
    // Five parts: a campaign is never meant to run every second.
    return new Cron(expression, { mode: "5-part", paused: true }).nextRun(new Date(0)) !== null;
  } catch {
    return false;
  }
};

/** Hours after a run in which its messages still make sense; whoever could not be decided or sent by then is left out. */
const validHours = z.int().min(1).max(168).default(24);

const dateOfFact = z.strictObject({
  kind: z.literal("date_of_fact"),
  fact: z.enum(facts),
  /** Days after the fact; negative = before it. */
  offsetDays: z.int().min(-366).max(366),
  /** Minutes after local midnight. */
  atMinutes: z.int().min(0).max(1439).default(600),
  /** Days that are looked back on each day, so that nobody is lost when a day is missed. */
  windowDays: z.int().min(0).max(14).default(3),
  /** Days that the first run of all looks back: with -30 and 30, everyone whose date is 0 to 30 days away. */
  backlogDays: z.int().min(0).max(90).default(0),
  validHours,
});

export const campaignTiming = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("once"), at: z.iso.datetime({ offset: true }), validHours }),
  z.strictObject({
    kind: z.literal("cron"),
    /** Five fields, in the shop's own time zone. */
    expression: z.string().trim().max(100).refine(isCron, { error: "not_a_cron_expression" }),
    validHours,
  }),
  dateOfFact,
]);
export type CampaignTiming = z.output<typeof campaignTiming>;
export type DateOfFact = Extract<CampaignTiming, { kind: "date_of_fact" }>;

export const campaignTemplates = ["warranty-notice", "news"] as const;

const values = {
  /** `segmentId`: the saved segment that the rule was taken from. What counts is the rule: a later change of the segment asks first. */
  target: z.strictObject({ rule: segmentRule, segmentId: z.uuid().optional() }),
  offer: z.strictObject({
    showPoints: z.boolean().default(true),
    /** Items chosen for each person. */
    recommendations: z.union([z.literal(0), z.literal(3)]).default(3),
    /** A coupon that everybody gets to whom the message is sent. */
    couponId: z.uuid().optional(),
  }),
  timing: campaignTiming,
  channel: z.strictObject({ kind: z.literal("mail") }),
  contents: z.strictObject({
    template: z.enum(campaignTemplates),
    texts: z.strictObject({ ja: mailTexts, en: mailTexts }),
  }),
};

const settings = {
  /** Percent of the target that is never written to, so that the effect can be measured. */
  holdoutPercent: z.int().min(0).max(50),
  respectsQuietHours: z.boolean(),
  /** Counts against, and is held back by, the marketing messages a member may get in seven days. */
  isCapped: z.boolean(),
  /** Days after the verdict in which a purchase counts as a result. */
  attributionDays: z.int().min(1).max(90),
};

export const campaignDefinition = z.strictObject({
  ...values,
  holdoutPercent: settings.holdoutPercent.default(10),
  respectsQuietHours: settings.respectsQuietHours.default(true),
  isCapped: settings.isCapped.default(true),
  attributionDays: settings.attributionDays.default(14),
});
export type CampaignDefinition = z.output<typeof campaignDefinition>;
export type CampaignDefinitionInput = z.input<typeof campaignDefinition>;

const draftTiming = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("once"), at: z.iso.datetime({ offset: true }).nullable(), validHours }),
  z.strictObject({ kind: z.literal("cron"), expression: z.string().max(100), validHours }),
  dateOfFact,
]);
export type DraftTiming = z.output<typeof draftTiming>;

/**
 * A definition in the making, saved while it is typed: values may be missing, texts and times unfinished. What keeps it from
 * being published is for `rules/checklist.ts` to say; only what can be is published.
 */
export const campaignDraft = z.strictObject({
  target: values.target.optional(),
  offer: values.offer.optional(),
  timing: draftTiming.optional(),
  channel: values.channel.optional(),
  contents: z
    .strictObject({
      template: z.enum(campaignTemplates),
      texts: z.strictObject({ ja: unfinishedTexts, en: unfinishedTexts }),
    })
    .optional(),
  holdoutPercent: settings.holdoutPercent.optional(),
  respectsQuietHours: settings.respectsQuietHours.optional(),
  isCapped: settings.isCapped.optional(),
  attributionDays: settings.attributionDays.optional(),
});
export type CampaignDraft = z.output<typeof campaignDraft>;

/** What a version freezes: the definition, and what stood beside it when it was published. */
export const frozenDefinition = z.strictObject({
  ...campaignDefinition.shape,
  messageClass: z.enum(messageClasses),
  priority: z.int(),
  contentId: z.uuid(),
});
export type FrozenDefinition = z.output<typeof frozenDefinition>;

const name = z.string().trim().min(1).max(80);
/** The higher wins where a member may get only one more message. */
const priority = z.int().min(0).max(1000);

const revision = z.int().min(1);
const note = z.string().trim().max(500).default("");
const locale = z.enum(["ja", "en"]);

export const campaignId = z.strictObject({ campaignId: z.uuid() });
export const previewInput = z.strictObject({ campaignId: z.uuid(), locale });
export const createCampaignInput = z.strictObject({
  name,
  messageClass: z.enum(messageClasses).default("marketing"),
  priority: priority.default(100),
  draft: campaignDraft.default({}),
});
export const saveDraftInput = z.strictObject({
  campaignId: z.uuid(),
  /** The revision the editor began from; another one in the database is a conflict. */
  revision,
  name,
  messageClass: z.enum(messageClasses),
  priority,
  draft: campaignDraft,
});
export const publishInput = z.strictObject({ campaignId: z.uuid(), revision });
export const discardDraftInput = z.strictObject({ campaignId: z.uuid(), revision });
export const cloneInput = z.strictObject({ campaignId: z.uuid(), name: name.optional() });
export const archiveInput = z.strictObject({ campaignId: z.uuid(), isArchived: z.boolean() });

/** What the list can be narrowed to: a state, drafts that wait for a second person, or what was put away. */
export const listFilters = [...campaignStates, "waiting", "archived"] as const;
export const listSorts = ["updated", "name"] as const;
export const listCursor = z.strictObject({
  /** What the page begins after (or, going back, ends before): an instant or a name, and an id. */
  key: z.string().max(120),
  id: z.uuid(),
  isBefore: z.boolean().default(false),
});
export const listInput = z.strictObject({
  q: z.string().trim().max(80).default(""),
  state: z.enum(listFilters).optional(),
  sort: z.enum(listSorts).default("updated"),
  cursor: listCursor.optional(),
  limit: z.int().min(1).max(100).default(20),
});

/** Words that are being written, to be shown as one member would get them; without a member, as an invented one. */
export const previewDraftInput = z.strictObject({
  contents: z.strictObject({ template: z.enum(campaignTemplates), texts: unfinishedTexts }),
  offer: values.offer,
  locale,
  memberId: z.uuid().optional(),
});
export const testSendInput = z.strictObject({
  campaignId: z.uuid(),
  revision,
  locales: z.array(locale).min(1).max(2),
  /** Colleagues of this shop: a test never goes to anybody else. */
  membershipIds: z.array(z.uuid()).min(1).max(10),
  memberId: z.uuid().optional(),
});
export const timingInput = z.strictObject({ timing: draftTiming });
export const requestApprovalInput = z.strictObject({ campaignId: z.uuid(), revision, note });
export const withdrawRequestInput = z.strictObject({ campaignId: z.uuid(), revision });
export const decideApprovalInput = z.strictObject({
  campaignId: z.uuid(),
  revision,
  isApproved: z.boolean(),
  note,
});
/** Members above which a second person approves; null = never. */
export const approvalLimitInput = z.strictObject({ approvalAbove: z.int().min(0).max(1e9).nullable() });

/** Days of the send calendar, both included: at most six weeks, as a month is drawn. */
export const calendarInput = z
  .strictObject({
    from: z.iso.date().refine((day) => day >= "2000-01-01" && day <= "2100-12-31", { error: "out_of_range" }),
    to: z.iso.date(),
    /** Drafts and paused campaigns too, as if they ran. */
    asIfLive: z.boolean().default(false),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 42 * 86_400_000, { error: "span" });
