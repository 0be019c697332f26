export interface FamilyLot {
  memberId: string;
  points: number;
}

/**
 * Who gives how much of `missing` points, from lots in the order in which they go; members in the order of their ids, so that wallets are
 * always locked alike. Null when all together have too few.
 */
export function shareOfFamily(inBurnOrder: readonly FamilyLot[], missing: number): FamilyLot[] | null {
  const shares = new Map<string, number>();
  let left = missing;
  for (const lot of inBurnOrder) {
    if (left === 0) break;
    const part = Math.min(left, lot.points);
    shares.set(lot.memberId, (shares.get(lot.memberId) ?? 0) + part);
    left -= part;
  }
  if (left > 0) return null;
  return [...shares].sort(([a], [b]) => (a < b ? -1 : 1)).map(([memberId, points]) => ({ memberId, points }));
}

/** Letters and digits that are not taken for each other, read aloud or typed. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** A code to tell somebody, in two groups of four, from eight random bytes or more. */
export function familyCode(random: Uint8Array): string {
  const letters = Array.from(random.slice(0, 8), (byte) => alphabet[byte % alphabet.length]);
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

/** As typed by hand: small letters, full width, spaces and hyphens make no difference. */
export const plainFamilyCode = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "");
