/**
 * Splits whole `total` over `weights` by largest remainder (Hamilton): the parts add up to the total exactly, and where the total is not
 * above the weights' sum, no part is above its weight. Among equal remainders the earlier one gets the unit.
 */
export function splitByLargestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n || total === 0) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const exact = BigInt(total) * BigInt(weight);
    return { index, part: exact / sum, rest: exact % sum };
  });
  let left = BigInt(total) - shares.reduce((all, { part }) => all + part, 0n);
  const byRest = [...shares].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const share of byRest) {
    if (left === 0n) break;
    share.part += 1n;
    left -= 1n;
  }
  return shares.map(({ part }) => Number(part));
}
