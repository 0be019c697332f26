/** A line of a sale, with the pieces that had come back before and come back now. */
export interface ReturnedPieces {
  lineId: string;
  quantity: number;
  before: number;
  pieces: number;
}

/**
 * Points of a part that belong to the pieces that come back: of each line floor(points x pieces so far / quantity) less what earlier
 * returns took, so that the parts of all returns add up to what the line earned.
 */
export function takenBackNow(
  perLine: readonly { lineId: string; points: number }[],
  back: readonly ReturnedPieces[],
): number {
  const pointsOf = new Map(perLine.map(({ lineId, points }) => [lineId, points]));
  return back.reduce((sum, { lineId, quantity, before, pieces }) => {
    const points = BigInt(pointsOf.get(lineId) ?? 0);
    const upTo = (count: number) => (points * BigInt(count)) / BigInt(quantity);
    return sum + Number(upTo(before + pieces) - upTo(before));
  }, 0);
}
