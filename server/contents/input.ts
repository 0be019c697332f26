import { z } from "zod";

export const mailLocales = ["ja", "en"] as const;
export type MailLocale = (typeof mailLocales)[number];

export const mailTemplates = ["warranty-notice", "receipt", "news", "sign-in", "notice", "repair"] as const;
export type MailTemplate = (typeof mailTemplates)[number];

/** Words in double braces that an author may write in a text; each stands for one value of the person written to. */
export const mergeTags = [
  "name",
  "shop",
  "points",
  "rank",
  "product",
  "warrantyEnd",
  "daysLeft",
  "total",
  "repairNo",
  "couponName",
  "couponCode",
  "couponUntil",
] as const;
export type MergeTag = (typeof mergeTags)[number];

/** Which tags a template can fill. A sign-in mail knows no person, only an address. */
export const tagsOf: Record<MailTemplate, readonly MergeTag[]> = {
  "warranty-notice": [
    "name",
    "shop",
    "points",
    "rank",
    "product",
    "warrantyEnd",
    "daysLeft",
    "couponName",
    "couponCode",
    "couponUntil",
  ],
  receipt: ["name", "shop", "points", "total"],
  news: ["name", "shop", "points", "rank", "couponName", "couponCode", "couponUntil"],
  "sign-in": ["shop"],
  repair: ["name", "shop", "product", "repairNo", "total"],
  notice: ["shop"],
};

export const tagPattern = /\{\{\s*([^{}]*?)\s*\}\}/g;
const anyBrace = /\{\{|\}\}/;

/** Plain text of an author: no line breaks where `isOneLine`; whatever stands in double braces must be a known tag. */
const authored = (maxLength: number, isOneLine: boolean) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((text) => !isOneLine || !/[\r\n]/.test(text), { message: "one line" })
    .refine((text) => !anyBrace.test(text.replace(tagPattern, "")), { message: "unbalanced braces" })
    .refine((text) => [...text.matchAll(tagPattern)].every(([, tag]) => mergeTags.includes(tag as MergeTag)), {
      message: "unknown tag",
    });

export const mailTexts = z.strictObject({
  subject: authored(120, true),
  /** The line that a mail list shows behind the subject. */
  preheader: authored(160, true),
  heading: authored(80, true),
  /** Paragraphs; a line break inside one stays a line break. */
  body: z.array(authored(1_000, false)).max(8),
  /** Label of the one button. */
  button: authored(40, true),
});
export type MailTexts = z.infer<typeof mailTexts>;

/** Texts in the making: whatever has been typed so far, right or not. */
const unfinished = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => text.isWellFormed() && !text.includes("\0"), { message: "bad characters" });
export const unfinishedTexts = z.strictObject({
  subject: unfinished(400),
  preheader: unfinished(400),
  heading: unfinished(400),
  body: z.array(unfinished(4_000)).max(60),
  button: unfinished(200),
});
export type UnfinishedTexts = z.infer<typeof unfinishedTexts>;

/** What a message says, in each language, and which of the personal parts stand in it. */
export const contentDefinition = z.strictObject({
  texts: z.strictObject({ ja: mailTexts, en: mailTexts }),
  showPoints: z.boolean().default(true),
  /** How many items for the person stand in the mail. */
  itemCount: z.number().int().min(0).max(3).default(3),
});
export type ContentDefinition = z.infer<typeof contentDefinition>;

export const freezeContentInput = z.strictObject({ template: z.enum(mailTemplates), definition: contentDefinition });

/** The steps of a repair about which the member is written to. */
export const repairMailSteps = ["received", "quoted", "ready", "refused", "done"] as const;
export type RepairMailStep = (typeof repairMailSteps)[number];

const day = z.iso.date();
const count = z.number().int();

/** An item of the shop as a mail shows it: frozen when the message is planned, so the very mail can be shown again. */
export const mailItem = z.object({
  productId: z.uuid(),
  name: z.string(),
  priceYen: count.nullable(),
  imageUrl: z.string().nullable(),
});
export type MailItem = z.infer<typeof mailItem>;

/** What fills a mail for one person (`deliveries.inputs`). Absent parts are left out of the mail. */
export const mailInputs = z.object({
  /** As the person writes it, e.g. '田中 花子'; null where we do not know it. */
  name: z.string().nullable(),
  /** What the member's rank is called in their language; absent while the shop has none. */
  rank: z.string().optional(),
  points: z
    .object({ available: count, nextExpiry: z.object({ points: count, on: day }).nullable() })
    .nullable()
    .optional(),
  items: z.array(mailItem).max(3).optional(),
  warranty: z
    .object({
      warrantyId: z.uuid(),
      productId: z.uuid(),
      productName: z.string(),
      imageUrl: z.string().nullable(),
      endsOn: day,
      daysLeft: count,
    })
    .optional(),
  /** The coupon that comes with the message: its title in the member's language, its code as it is said, its last day. */
  coupon: z.object({ name: z.string(), code: z.string(), until: day }).optional(),
  purchase: z
    .object({
      purchaseId: z.uuid(),
      receiptNo: z.string(),
      storeName: z.string().nullable(),
      occurredOn: day,
      totalYen: count,
      pointsEarned: count,
      pointsSpent: count,
      lines: z.array(z.object({ name: z.string(), quantity: count, amountYen: count })),
    })
    .optional(),
  repair: z
    .object({
      repairId: z.uuid(),
      receiptNo: z.string(),
      productName: z.string(),
      imageUrl: z.string().nullable(),
      step: z.enum(repairMailSteps),
      /** The day of the step. */
      on: day,
      /** Where it is brought to and handed back; null where it is collected from the customer's home. */
      storeName: z.string().nullable(),
      pickUpOn: day.nullable(),
      totalYen: count.nullable(),
      validUntil: day.nullable(),
      reason: z.string().nullable(),
    })
    .optional(),
});
export type MailInputs = z.infer<typeof mailInputs>;
