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

export interface OpenSaleLine {
  lineId: string;
  occurredAtMs: number;
  quantity: number;
  returnedQuantity: number;
}

export interface Tie {
  /** Null: no sale was found for these pieces. */
  lineId: string | null;
  /** Pieces of the sale line that had come back before this tie. */
  before: number;
  pieces: number;
}

/**
 * Which sale lines a return without a receipt takes back: the latest sales of the same member and product that lie before it,
 * as far as pieces remain; what is left over is tied to nothing. `sales` is changed: its returned pieces grow.
 */
export function tieReturn(returned: { occurredAtMs: number; pieces: number }, sales: OpenSaleLine[]): Tie[] {
  const ties: Tie[] = [];
  let left = returned.pieces;
  const latestFirst = sales
    .filter((sale) => sale.occurredAtMs <= returned.occurredAtMs && sale.returnedQuantity < sale.quantity)
    .sort((a, b) => b.occurredAtMs - a.occurredAtMs || (a.lineId < b.lineId ? 1 : -1));
  for (const sale of latestFirst) {
    if (left === 0) break;
    const pieces = Math.min(left, sale.quantity - sale.returnedQuantity);
    ties.push({ lineId: sale.lineId, before: sale.returnedQuantity, pieces });
    sale.returnedQuantity += pieces;
    left -= pieces;
  }
  if (left > 0) ties.push({ lineId: null, before: 0, pieces: left });
  return ties;
}
