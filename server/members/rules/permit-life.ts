/** How long the code that a phone showed lets points be spent: the length of a sale at the counter. Safe for the browser. */
export const permitMinutes = 15;
