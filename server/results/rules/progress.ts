/** Seconds for what is ready, at so many a minute; 0 where nothing is left, null where nothing moves. */
export const remainingSeconds = (ready: number, perMinute: number): number | null =>
  ready === 0 ? 0 : perMinute === 0 ? null : Math.ceil((ready / perMinute) * 60);
