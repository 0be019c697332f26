/** Largest amount of a line or a sale, in yen: sums of any number of stored ones stay exact. */
export const maxAmountYen = 1_000_000_000_000;
/** A till's clock may be a little ahead, and a sale of tomorrow's business day may be open; not more. */
export const maxAheadMs = 24 * 60 * 60 * 1000;

/** Amount of a line in yen, exact; null when it is below 0 or above the largest one. */
export function lineAmount(quantity: number, unitPriceYen: number, discountYen = 0): number | null {
  const amount = BigInt(quantity) * BigInt(unitPriceYen) - BigInt(discountYen);
  return amount < 0n || amount > BigInt(maxAmountYen) ? null : Number(amount);
}

/**
 * What `pieces` of a line are worth in yen after `before` pieces have come back already. Cumulative rounding: the values of all
 * partial returns add up to the line's amount exactly.
 */
export function valueOfPieces(line: { quantity: number; amountYen: number }, before: number, pieces: number): number {
  const upTo = (count: number) => (BigInt(line.amountYen) * BigInt(count)) / BigInt(line.quantity);
  return Number(upTo(before + pieces) - upTo(before));
}

/** What the pieces of all lines that have come back are worth, in yen. */
export const returnedValue = (lines: { quantity: number; amountYen: number; returnedQuantity: number }[]): number =>
  lines.reduce((sum, line) => sum + valueOfPieces(line, 0, line.returnedQuantity), 0);
