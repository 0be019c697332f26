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
