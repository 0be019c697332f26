/** The value that `share` (0..1) of the values do not exceed; NaN of none. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.min(values.length - 1, Math.ceil(values.length * share) - 1))] ??
  Number.NaN;

export const median = (values: readonly number[]): number => quantile(values, 0.5);
