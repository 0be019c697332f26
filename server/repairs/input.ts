import { z } from "zod";
import { normalisePhone, normalisePostalCode } from "@/server/members/rules/contact";
import { isPrintable } from "@/server/members/rules/kana";

export const repairStates = [
  "received",
  "quoted",
  "approved",
  "in_repair",
  "ready",
  "done",
  "declined",
  "refused",
  "cancelled",
] as const;
export type RepairState = (typeof repairStates)[number];

export const openStates = ["received", "quoted", "approved", "in_repair", "ready"] as const;
export type OpenState = (typeof openStates)[number];

/** What kind of thing is broken; it decides which complaints the form offers. */
export const deviceKinds = [
  "cooling",
  "washing",
  "air",
  "cleaning",
  "heating",
  "screen",
  "audio",
  "camera",
  "computer",
  "printer",
  "garment",
  "general",
] as const;
export type DeviceKind = (typeof deviceKinds)[number];

export const symptoms = [
  "no_power",
  "stops",
  "noise",
  "smell",
  "error_shown",
  "broken_part",
  "not_cold",
  "frost",
  "leak",
  "no_drain",
  "no_spin",
  "not_warm",
  "weak_suction",
  "no_picture",
  "lines",
  "no_sound",
  "no_connection",
  "battery",
  "no_focus",
  "no_start",
  "keys",
  "paper_jam",
  "faint_print",
  "seam",
  "fastener",
  "button",
  "hole",
  "stain",
  "other",
] as const;
export type Symptom = (typeof symptoms)[number];

/** How the damage came about, as far as anybody knows; policies leave some of it out of the warranty. */
export const causes = ["unknown", "drop", "water", "disaster", "misuse", "consumable"] as const;
export type Cause = (typeof causes)[number];
/** What a customer is asked; the rest is for those who have looked inside. */
export const ownCauses = ["unknown", "drop", "water", "disaster"] as const;
export const excludable = ["drop", "water", "disaster", "misuse", "consumable"] as const;
export type Excludable = (typeof excludable)[number];

export const noticedChoices = ["today", "this_week", "this_month", "longer", "from_start"] as const;
/** The parts of the day in which carriers in Japan collect. */
export const pickUpWindows = ["morning", "14-16", "16-18", "18-20", "19-21"] as const;
export const contactWays = ["mail", "phone"] as const;
export type Coverage = "warranty" | "paid";
export const lineKinds = ["parts", "labour", "shipping", "other"] as const;
export type LineKind = (typeof lineKinds)[number];

export const maxPhotos = 5;

const isStorable = (text: string) => text.isWellFormed() && !text.includes("\u0000");
const line = (max: number) => z.string().trim().min(1).max(max).refine(isPrintable, { message: "unprintable" });
const words = (max: number) => z.string().trim().min(1).max(max).refine(isStorable, { message: "unprintable" });
const blankToUndefined = (value: unknown) =>
  value === null || (typeof value === "string" && value.trim() === "") ? undefined : value;
const optional = <S extends z.ZodType>(inner: S) => z.preprocess(blankToUndefined, inner.optional());
const normalised = (message: string, normalise: (text: string) => string | null) =>
  z
    .string()
    .max(60)
    .transform((text, check) => {
      const value = normalise(text);
      if (value !== null) return value;
      check.addIssue({ code: "custom", message });
      return z.NEVER;
    });
const yen = z.number().int().min(0).max(100_000_000);

const productChoice = z.discriminatedUnion("by", [
  z.object({ by: z.literal("warranty"), warrantyId: z.uuid() }),
  z.object({ by: z.literal("purchase"), purchaseId: z.uuid(), lineId: z.uuid() }),
  z.object({ by: z.literal("other"), name: line(120) }),
]);
const handOver = z.discriminatedUnion("way", [
  z.object({ way: z.literal("store"), storeId: z.uuid() }),
  z.object({
    way: z.literal("pick_up"),
    postalCode: normalised("postal_code", normalisePostalCode),
    prefecture: line(20),
    city: line(80),
    addressLine: line(200),
    on: z.iso.date(),
    window: z.enum(pickUpWindows),
  }),
]);

/** What a member says about a product that does not work. */
export const ownRequest = z
  .object({
    /** Made by the form: a request sent twice is one request. */
    key: z.uuid(),
    product: productChoice,
    serialNo: optional(line(60)),
    symptom: z.enum(symptoms),
    cause: z.enum(ownCauses),
    description: words(2_000),
    noticed: z.enum(noticedChoices),
    photoIds: z.array(z.uuid()).max(maxPhotos).default([]),
    handOver,
    contactWay: z.enum(contactWays),
    phone: optional(normalised("phone", normalisePhone)),
  })
  .refine((of) => of.phone !== undefined || (of.contactWay !== "phone" && of.handOver.way !== "pick_up"), {
    path: ["phone"],
    message: "required",
  });
export type OwnRequest = z.input<typeof ownRequest>;

/** The same, written down at the counter. */
export const counterRequest = ownRequest.and(
  z.object({
    memberId: z.uuid(),
    /** The product was handed over. */
    isItemHere: z.boolean().default(true),
    accessories: optional(line(200)),
  }),
);

const version = z.number().int().min(1);
const repairId = z.uuid();
const note = words(1_000);

export const repairRef = z.object({ repairId });
export const memberRef = z.object({ memberId: z.uuid() });
export const stepInput = z.object({
  repairId,
  version,
  to: z.enum(repairStates),
  note: optional(note),
  promisedOn: optional(z.iso.date()),
});
export const estimateInput = z.object({
  repairId,
  version,
  lines: z
    .array(z.object({ kind: z.enum(lineKinds), description: line(120), amountYen: yen }))
    .min(1)
    .max(30),
  validUntil: optional(z.iso.date()),
  note: optional(note),
});
export const ownAnswer = z.object({
  repairId,
  version,
  estimateVersion: version,
  answer: z.enum(["approve", "decline"]),
});
export const saidAnswer = ownAnswer.extend({ via: z.enum(["phone", "counter"]), note });
export const ownCancel = z.object({ repairId, version, note: optional(note) });
export const judgement = z.object({ repairId, version, cause: z.enum(causes) });
/** `coverage: null` goes back to what the rule says. */
export const overrideInput = z.object({
  repairId,
  version,
  coverage: z.enum(["warranty", "paid"]).nullable(),
  reason: optional(note),
});
export const noteInput = z.object({ repairId, text: note });
export const itemInput = z.object({
  repairId,
  version,
  place: z.enum(["shop", "customer"]),
  storeId: optional(z.uuid()),
  accessories: optional(line(200)),
});
export const photosInput = z.object({ repairId, photoIds: z.array(z.uuid()).min(1).max(maxPhotos) });

export const boardViews = ["open", "overdue", "all", ...repairStates] as const;
export type BoardView = (typeof boardViews)[number];
export const boardInput = z.object({
  q: z.string().trim().max(100).default(""),
  view: z.enum(boardViews).default("open"),
  storeId: optional(z.uuid()),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(30),
});
export const numberInput = z.object({ text: z.string().max(100) });
export const periodInput = z.object({ from: z.iso.date(), to: z.iso.date(), storeId: optional(z.uuid()) });

const days = z.number().int().min(0).max(365);
export const repairPolicy = z.object({
  excluded: z.array(z.enum(excludable)).max(excludable.length),
  /** Days after a warranty's last day on which the shop still repairs under it. */
  graceDays: z.number().int().min(0).max(90),
  /** Asked of whoever declines an estimate. */
  diagnosticFeeYen: yen,
  estimateValidDays: z.number().int().min(1).max(180),
  taxPercent: z.number().int().min(0).max(30),
  isPickUpOffered: z.boolean(),
  pickUpLeadDays: z.number().int().min(0).max(30),
  /** Looks after what is collected; null: the store nearest by postal code. */
  pickUpStoreId: z.uuid().nullable(),
  targetDays: z.object({ received: days, quoted: days, approved: days, in_repair: days, ready: days }),
});
export type RepairPolicy = z.infer<typeof repairPolicy>;
export const policyInput = z.object({ revision: z.number().int().min(0), policy: repairPolicy });
