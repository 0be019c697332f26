import { z } from "zod";
import { couponChoices } from "@/server/coupons/input";

// Bounds keep every sum far below 2^53: at most 500 lines of at most 10^12 yen.
const yen = z.number().int().min(0).max(1_000_000_000);
const pieces = z.number().int().min(1).max(1_000_000);
const receipt = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => text.isWellFormed() && !text.includes("\u0000"), { message: "unreadable characters" });

const word = z.string().trim().min(1).max(60);

export const saleLine = z
  .object({
    /** The product by id, or by the shop's own code; neither for something outside the catalogue, which needs a description. */
    productId: z.uuid().optional(),
    productCode: z.string().trim().min(1).max(100).optional(),
    description: z.string().trim().max(500).optional(),
    quantity: pieces,
    /** Tax included. */
    unitPriceYen: yen,
    /** Taken off the whole line. */
    discountYen: z.number().int().min(0).default(0),
  })
  .refine((line) => line.productId !== undefined || line.productCode !== undefined || Boolean(line.description), {
    message: "a line needs a product or a description",
    path: ["productId"],
  });

export const recordSaleInput = z.object({
  /** Null for a customer without a card. */
  memberId: z.uuid().nullable(),
  /** Receipt or order number, unique in the shop; a repeated call with it is the same sale. */
  externalId: receipt,
  storeId: z.uuid().nullable().default(null),
  /** Defaults to the moment of the call. */
  occurredAt: z.coerce.date().optional(),
  lines: z.array(saleLine).min(1).max(500),
  /** Points the member pays with; one point pays one yen. */
  spendPoints: z.number().int().min(0).max(1_000_000_000).default(0),
  // What came later is left out where it is not told, so that a sale recorded before keeps the hash of its request.
  /** 'shop', 'online' or the till's own word; left out, what the store is. */
  channel: word.optional(),
  /** How it is paid, in the till's own word ('cash', 'card', ...): rules may look at it. */
  payment: word.optional(),
  coupons: couponChoices.optional(),
  /** What the member's own points lack comes from the family, where its members lend theirs. */
  useFamily: z.boolean().optional(),
});
export type RecordSale = z.input<typeof recordSaleInput>;

/** What a sale would come to, before it is one: the same without a receipt. */
export const quoteSaleInput = recordSaleInput.omit({ externalId: true });
export type QuoteSale = z.input<typeof quoteSaleInput>;

export const recordReturnInput = z.object({
  memberId: z.uuid(),
  purchaseId: z.uuid(),
  /** Number of the return slip, unique in the shop like a receipt number. */
  externalId: receipt,
  storeId: z.uuid().nullable().default(null),
  occurredAt: z.coerce.date().optional(),
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity: pieces }))
    .min(1)
    .max(500),
});
export type RecordReturn = z.input<typeof recordReturnInput>;

/** Pieces of a sale to nobody known, by the numbers of its lines. */
export const returnAnonymousInput = recordReturnInput.omit({ memberId: true, purchaseId: true, lines: true }).extend({
  saleId: z.uuid(),
  lines: z
    .array(z.object({ lineNo: z.int().min(1).max(500), quantity: pieces }))
    .min(1)
    .max(500),
});
export type ReturnAnonymous = z.input<typeof returnAnonymousInput>;

/** A sale to take back as a whole; `memberId` null for one to nobody known. */
export const voidSaleInput = z.object({ memberId: z.uuid().nullable(), purchaseId: z.uuid() });
export type VoidSale = z.input<typeof voidSaleInput>;

export const purchaseList = z.object({
  memberId: z.uuid(),
  cursor: z.string().max(2_000).optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
export const purchaseKey = z.object({ memberId: z.uuid(), purchaseId: z.uuid() });

/** How imported sales earn: by the program of the sale's day, by today's, as the file says, or not at all. */
export const pointsBases = ["then", "today", "file", "none"] as const;
export type PointsBasis = (typeof pointsBases)[number];
