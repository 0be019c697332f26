/** How imported sales earn: by the program of the sale's day, by today's, as the file says, or not at all. Safe for the browser. */
export const pointsBases = ["then", "today", "file", "none"] as const;
export type PointsBasis = (typeof pointsBases)[number];
