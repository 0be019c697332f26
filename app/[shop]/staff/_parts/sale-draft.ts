import { keepUnder, keptUnder } from "@/components/form/kept";
import type { CounterMember } from "@/components/staff/member-line";
import type { ProductFound } from "@/components/staff/product-choice";
import type { SaleLine } from "@/components/staff/sale-lines";
import { lineAmount } from "@/server/purchases/rules/amounts";
import { randomKey } from "./random-key";
import type { QueuedSale } from "./sale-queue";

export type SaleCoupon = { heldId: string } | { code: string };

/** A sale that has not been recorded yet. */
export interface SaleDraft {
  /** Made once per sale on this device: whatever is sent again under it is the same sale. */
  receipt: string;
  /** The member the page was opened for; a kept draft belongs to that page only. */
  openedFor: string | null;
  member: CounterMember | null;
  /** A card that was read while there was no network: who it is will be asked when the sale is sent. */
  unaskedCard: string | null;
  lines: readonly SaleLine[];
  /** Coupons chosen by hand: held ones by id, others by what was scanned. */
  coupons: readonly SaleCoupon[];
  /** Whether what the member holds fills up to the best allowed set. */
  takesBest: boolean;
  /** When it was first sent, by this device's clock; it stays the same however often it is sent. */
  at: string | null;
  /** Points to pay with: a number, or as many as the sale and the balance allow. */
  use: number | "all";
  /** What the member's own points lack comes from the family. */
  usesFamily?: boolean;
  /** Where it was rung up, when that was settled before: a sale that comes back from the queue stays with its store. */
  storeId: string | null;
}

export const newDraft = (member: CounterMember | null, usesAllPoints: boolean): SaleDraft => ({
  receipt: `R-${randomKey().slice(0, 16)}`,
  openedFor: member?.memberId ?? null,
  member,
  unaskedCard: null,
  lines: [],
  coupons: [],
  takesBest: false,
  at: null,
  use: usesAllPoints ? "all" : 0,
  storeId: null,
});

/** Yen of a line; null while it has no price or is out of bounds. */
export const amountOf = (line: SaleLine): number | null =>
  line.unitPriceYen === null ? null : lineAmount(line.quantity, line.unitPriceYen);

export const totalOf = (lines: readonly SaleLine[]): number =>
  lines.reduce((sum, line) => sum + (amountOf(line) ?? 0), 0);

/** Points that will be used: never more than the balance or what the sale comes to after `discountYen` of coupons. */
export const pointsUsed = (
  draft: Pick<SaleDraft, "use" | "lines" | "member">,
  available: number,
  discountYen = 0,
): number => {
  if (!draft.member) return 0;
  const max = Math.max(0, Math.min(available, totalOf(draft.lines) - discountYen));
  return draft.use === "all" ? max : Math.min(draft.use, max);
};

/** One more of a product: a second scan counts up. */
export function withProduct(lines: readonly SaleLine[], product: ProductFound): SaleLine[] {
  const { productId, externalId, name, imageUrl, priceYen } = product;
  if (lines.some((line) => line.key === productId))
    return lines.map((line) => (line.key === productId ? { ...line, quantity: line.quantity + 1 } : line));
  return [
    { key: productId, productId, code: externalId, name, imageUrl, quantity: 1, unitPriceYen: priceYen },
    ...lines,
  ];
}

/** Something that is not in the catalogue: an amount by itself, or a code that could not be asked for. */
export function withoutProduct(lines: readonly SaleLine[], name: string, code: string | null): SaleLine[] {
  if (code !== null && lines.some((line) => line.code === code))
    return lines.map((line) => (line.code === code ? { ...line, quantity: line.quantity + 1 } : line));
  const line = { key: randomKey(), productId: null, code, name, imageUrl: null, quantity: 1, unitPriceYen: null };
  return [line, ...lines];
}

const keyOf = (slug: string) => `goen.sale.${slug}`;

/** Keeps the sale in this tab, so that a reload or a lost network loses nothing. The person's name is not written down. */
export function keepDraft(slug: string, draft: SaleDraft): void {
  if (draft.lines.length === 0) return dropDraft(slug);
  const nameless = { familyName: null, givenName: null, familyKana: null, givenKana: null };
  const member = draft.member && { memberId: draft.member.memberId, memberNo: draft.member.memberNo, ...nameless };
  keepUnder(keyOf(slug), { ...draft, member });
}

/** Whether a sale is in hand in this tab, for whomever its page was opened. */
export const hasDraft = (slug: string): boolean => keptUnder(keyOf(slug)) !== null;

/**
 * A sale that was refused, to be put right: under the same receipt number, so that it cannot be recorded twice, at its store. Its
 * time is kept too, unless that was what was wrong.
 */
export const draftOfQueued = ({ sale, refusal }: QueuedSale): SaleDraft => ({
  receipt: sale.receipt,
  openedFor: null,
  member:
    sale.memberId === null
      ? null
      : {
          memberId: sale.memberId,
          memberNo: sale.memberNo ?? "",
          familyName: null,
          givenName: null,
          familyKana: null,
          givenKana: null,
        },
  unaskedCard: sale.unaskedCard,
  lines: sale.lines.map((line) => ({ ...line, key: line.productId ?? randomKey(), imageUrl: null })),
  coupons: sale.coupons ?? [],
  takesBest: sale.takesBest ?? false,
  at: refusal?.reason === "purchases.in_future" ? null : sale.at,
  use: sale.spendPoints,
  usesFamily: sale.usesFamily ?? false,
  storeId: sale.storeId,
});

/** The sale kept for the page that was opened for this member (or for nobody), or null. */
export const keptDraft = (slug: string, openedFor: string | null): SaleDraft | null =>
  keptUnder<SaleDraft>(
    keyOf(slug),
    (kept) => kept.openedFor === openedFor && Array.isArray(kept.lines) && Array.isArray(kept.coupons),
  );

export const dropDraft = (slug: string): void => void keepUnder(keyOf(slug), null);
