import { z } from "zod";
import type { CsvMapping, FieldReader } from "@/server/kernel/csv-mapping";
import { type InstantReader, isUnreadable, thousandths, wholeNumber } from "@/server/kernel/csv-values";
import { maxAheadMs, maxAmountYen } from "./amounts";
import { type PointsBasis, pointsBases } from "../input";

/** What a mapping file for purchases says beyond columns and forms. */
export const purchaseMapping = z.strictObject({
  /** Receipts whose number begins so are returns. */
  returnsStartWith: z.string().min(1).optional(),
  /** Pieces below zero on a sale: a fault, a return, or a movement of stock that is no sale. */
  negativeQuantity: z.enum(["error", "return", "set_aside"]).default("error"),
  /** Lines at a price of zero, with a member (a gift) and without. */
  zeroPrice: z
    .strictObject({ member: z.enum(["write", "set_aside"]), anonymous: z.enum(["write", "set_aside"]) })
    .default({ member: "write", anonymous: "write" }),
  /** Lines that are no sales by their own rules; the first match counts. */
  setAside: z
    .array(
      z.strictObject({
        field: z.string(),
        startsWith: z.string().min(1),
        reason: z.enum(["bookkeeping", "not_a_sale"]),
      }),
    )
    .default([]),
  /** Whether a line may lack a member: an anonymous sale. */
  anonymous: z.enum(["allow", "error"]).default("allow"),
  memberBy: z.enum(["external", "card"]).default("external"),
  createMembers: z.boolean().default(false),
  createProducts: z.boolean().default(false),
  /** Made when the shop has no store with this code. */
  createStore: z
    .strictObject({ externalId: z.string(), name: z.string(), kind: z.enum(["shop", "online"]) })
    .optional(),
  /** Codes that are services (postage, fees) when products are made from the lines. */
  serviceCodes: z.array(z.string()).default([]),
  /** Earlier mappings say whether or not. */
  points: z
    .union([z.enum(pointsBases), z.boolean().transform((isGiven): PointsBasis => (isGiven ? "then" : "none"))])
    .default("then"),
});
export type PurchaseMapping = z.output<typeof purchaseMapping>;

/** Reasons that are nobody's fault: the line is set aside alone, and the rest of its receipt is written. */
export const policyReasons = ["stock_adjustment", "zero_price", "bookkeeping", "not_a_sale", "price_too_fine"] as const;
/** Faults: the whole receipt waits until the file is mended, because a written receipt is never written again. */
export const faultReasons = [
  "columns",
  "unreadable_characters",
  "receipt_missing",
  "receipt_too_long",
  "quantity",
  "price",
  "points",
  "negative_price",
  "negative_quantity",
  "amount",
  "date",
  "in_future",
  "kind",
  "unknown_store",
  "member_missing",
  "product_missing",
  "text_too_long",
  "unknown_member",
  "member_left",
  "unknown_product",
  "receipt_of_two_members",
  "receipt_mixed",
  "receipt_incomplete",
] as const;
export type SetAsideReason = (typeof policyReasons)[number] | (typeof faultReasons)[number];

export interface ImportLine {
  receipt: string | null;
  isReturn: boolean;
  member: string | null;
  storeId: string | null;
  product: string | null;
  description: string | null;
  /** Above zero, also on a return. */
  pieces: number;
  unitPrice: number;
  amount: number;
  /** Of the whole receipt, as the file has it; null where points are not taken from the file. */
  points: number | null;
  occurredAt: Date | null;
  /** Quantity x price as the file has it, in thousandths of a whole unit and with its sign; null where it cannot be read. */
  readThousandths: number | null;
}

export interface Fault {
  reason: SetAsideReason;
  field: string;
}

export interface LineReading {
  read: FieldReader;
  mapping: CsvMapping;
  rules: PurchaseMapping;
  instantOf: InstantReader;
  storeIdOf: (code: string) => string | undefined;
  columnCount: number;
  nowMs: number;
}

/** As many as one posting of the ledger takes. */
const mostPoints = 100_000_000;

const empty = (): ImportLine => ({
  receipt: null,
  isReturn: false,
  member: null,
  storeId: null,
  product: null,
  description: null,
  pieces: 0,
  unitPrice: 0,
  amount: 0,
  points: null,
  occurredAt: null,
  readThousandths: null,
});

/** One row of the file as a line of a sale or return, with the fault that sets it aside, if any. Amounts are whole units. */
export function readLine(cells: string[], use: LineReading): { line: ImportLine; fault: Fault | null } {
  const line = empty();
  const { read, mapping, rules } = use;
  const field = (name: string) => read(cells, name);
  const fail = (reason: SetAsideReason, at: string) => ({ line, fault: { reason, field: at } });

  // The sum read is taken before anything is judged, so that what is set aside still counts into the books.
  const quantity = wholeNumber(field("quantity"));
  const price = thousandths(field("unitPrice"));
  const given = field("amount");
  const stated = given === "" ? null : thousandths(given);
  const exact = stated ?? (quantity !== null && price !== null ? quantity * price : null);
  const scaled = exact === null ? null : exact * mapping.amountScale;
  line.readThousandths = scaled !== null && Number.isSafeInteger(scaled) ? scaled : null;

  if (cells.length !== use.columnCount) return fail("columns", "");
  const receipt = field("receipt");
  if (receipt.length > 100) return fail("receipt_too_long", "receipt");
  if (cells.some(isUnreadable)) {
    line.receipt = isUnreadable(receipt) ? null : receipt;
    return fail("unreadable_characters", "");
  }
  if (receipt === "") return fail("receipt_missing", "receipt");
  line.receipt = receipt;
  line.member = field("member") || null;
  line.product = field("product") || null;
  line.description = field("description") || null;

  for (const rule of rules.setAside)
    if (field(rule.field).startsWith(rule.startsWith)) return fail(rule.reason, rule.field);
  if ((line.member?.length ?? 0) > 64 || (line.product?.length ?? 0) > 100 || (line.description?.length ?? 0) > 500)
    return fail(
      "text_too_long",
      (line.member?.length ?? 0) > 64 ? "member" : (line.product?.length ?? 0) > 100 ? "product" : "description",
    );
  if (quantity === null || quantity === 0 || Math.abs(quantity) > 1_000_000_000) return fail("quantity", "quantity");
  if (price === null) return fail("price", "unitPrice");
  if (given !== "" && stated === null) return fail("amount", "amount");

  const kind = field("kind");
  if (kind !== "" && kind !== "sale" && kind !== "return") return fail("kind", "kind");
  line.isReturn =
    kind === "return" || (rules.returnsStartWith !== undefined && receipt.startsWith(rules.returnsStartWith));
  if (quantity < 0 && !line.isReturn) {
    if (rules.negativeQuantity === "set_aside") return fail("stock_adjustment", "quantity");
    if (rules.negativeQuantity === "error") return fail("negative_quantity", "quantity");
    line.isReturn = true;
  }
  if (line.isReturn && line.readThousandths !== null) line.readThousandths = 0 - Math.abs(line.readThousandths);
  if (price < 0) return fail("negative_price", "unitPrice");
  if (!line.isReturn && stated !== null && stated < 0) return fail("amount", "amount");
  if (line.member === null && rules.anonymous === "error") return fail("member_missing", "member");
  if (line.product === null && line.description === null) return fail("product_missing", "product");
  if (price === 0 && !stated && rules.zeroPrice[line.member === null ? "anonymous" : "member"] === "set_aside")
    return fail("zero_price", "unitPrice");

  if (rules.points === "file") {
    const points = field("points");
    line.points = points === "" ? 0 : wholeNumber(points);
    if (line.points === null || (line.points < 0 && !line.isReturn) || Math.abs(line.points) > mostPoints)
      return fail("points", "points");
  }

  const at = use.instantOf(field("occurredAt"));
  if (!at) return fail("date", "occurredAt");
  line.occurredAt = at;
  if (at.getTime() > use.nowMs + maxAheadMs) return fail("in_future", "occurredAt");

  const storeCode = field("store");
  line.storeId = storeCode === "" ? null : (use.storeIdOf(storeCode) ?? null);
  if (storeCode !== "" && line.storeId === null) return fail("unknown_store", "store");

  line.pieces = Math.abs(quantity);
  const unit = (price * mapping.amountScale) / 1_000;
  const amount = Math.abs(line.readThousandths ?? Number.NaN) / 1_000;
  if (Number.isNaN(amount) || amount > maxAmountYen || unit > maxAmountYen) return fail("amount", "unitPrice");
  if (!Number.isInteger(unit) || !Number.isInteger(amount)) return fail("price_too_fine", "unitPrice");
  line.unitPrice = unit;
  line.amount = amount;
  return { line, fault: null };
}
