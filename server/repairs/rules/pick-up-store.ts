interface Store {
  id: string;
  postalCode: string | null;
}

/** Fewer leading digits in common say nothing: the first names the region, the first two the prefecture or a part of it. */
const leastDigits = 2;

function digitsInCommon(a: string, b: string): number {
  const differs = [...a].findIndex((digit, place) => digit !== b[place]);
  return differs === -1 ? a.length : differs;
}

/**
 * The store that looks after a product collected at `postalCode` (seven digits): the one the shop has chosen for it while it is open,
 * else the one whose postal code has the most leading digits in common, else the first. Null where the shop has no store.
 */
export function pickUpStore(stores: readonly Store[], chosenId: string | null, postalCode: string): string | null {
  const chosen = stores.find(({ id }) => id === chosenId);
  if (chosen) return chosen.id;
  const [nearest] = stores
    .map(({ id, postalCode: own }) => ({ id, digits: digitsInCommon((own ?? "").replaceAll(/\D/g, ""), postalCode) }))
    .filter(({ digits }) => digits >= leastDigits)
    .toSorted((a, b) => b.digits - a.digits);
  return nearest?.id ?? stores[0]?.id ?? null;
}
