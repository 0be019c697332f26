import type { SegmentRule } from "../input";

/** Ids that a rule points at, each once. */
export interface References {
  products: string[];
  categories: string[];
  stores: string[];
  ranks: string[];
}

/** Walks a rule and collects the products, categories and stores it names. */
export function referencesOf(rule: SegmentRule): References {
  const found = { products: new Set<string>(), categories: new Set<string>(), stores: new Set<string>() };
  const ranks = new Set<string>();
  const take = (part: {
    productIds?: string[] | undefined;
    categoryIds?: string[] | undefined;
    storeIds?: string[] | undefined;
  }) => {
    for (const id of part.productIds ?? []) found.products.add(id);
    for (const id of part.categoryIds ?? []) found.categories.add(id);
    for (const id of part.storeIds ?? []) found.stores.add(id);
  };
  const walk = (at: SegmentRule): void => {
    if (at.type === "and" || at.type === "or") at.of.forEach(walk);
    else if (at.type === "not") walk(at.of);
    else if (at.type === "joined" || at.type === "warranty_days_left") take(at);
    else if (at.type === "rank") for (const id of at.in) ranks.add(id);
    else if ("where" in at && at.where) take(at.where);
  };
  walk(rule);
  return {
    products: [...found.products],
    categories: [...found.categories],
    stores: [...found.stores],
    ranks: [...ranks],
  };
}
