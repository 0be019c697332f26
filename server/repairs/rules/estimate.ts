/** Sum of the lines and the consumption tax in it, in yen; a part of a yen of tax is dropped. */
export function estimateTotal(lines: readonly { amountYen: number }[], taxPercent: number) {
  const totalYen = lines.reduce((sum, { amountYen }) => sum + amountYen, 0);
  return { totalYen, taxYen: Math.floor((totalYen * taxPercent) / (100 + taxPercent)) };
}

/** An estimate may be approved up to and on its last day, in the shop's zone. */
export const hasExpired = (estimate: { validUntil: string }, today: string): boolean => estimate.validUntil < today;
