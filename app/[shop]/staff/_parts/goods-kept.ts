import type { ProductFound } from "@/components/staff/product-choice";

/** Goods that were sold here lately, kept on the device by each of their codes: without a network they can still be scanned. */
const mostKept = 500;
const keyOf = (slug: string) => `goen.goods.${slug}`;

type Kept = ProductFound & { janCode: string | null };

function kept(slug: string): Kept[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(keyOf(slug)) ?? "[]");
    return Array.isArray(read) ? (read as Kept[]) : [];
  } catch {
    return [];
  }
}

export function keepGoods(slug: string, product: Kept): void {
  const { productId, externalId, janCode, name, imageUrl, priceYen } = product;
  const others = kept(slug).filter((known) => known.productId !== productId);
  const goods = [{ productId, externalId, janCode, name, imageUrl, priceYen }, ...others].slice(0, mostKept);
  try {
    localStorage.setItem(keyOf(slug), JSON.stringify(goods));
  } catch {
    // A full device still sells; it only knows fewer goods without a network.
  }
}

/** Lets go of the goods where their room is needed for a sale. */
export function forgetGoods(slug: string): void {
  try {
    localStorage.removeItem(keyOf(slug));
  } catch {
    // Nothing is kept.
  }
}

export const keptGoods = (slug: string, code: string): ProductFound | null =>
  kept(slug).find(({ externalId, janCode }) => externalId === code || janCode === code) ?? null;
