/** Takes full-width forms, spaces and hyphens off what was scanned or typed. */
export const flatScan = (text: string) => text.normalize("NFKC").replace(/[\s‐‑–—―−-]/g, "");

/** Whether a text can only be meant as a card: thirteen digits, with or without the letters that NW-7 puts around them. */
export const looksLikeCard = (text: string) => /^[A-D]?\d{13}[A-D]?$/i.test(flatScan(text));

/** Cards of our own begin with 29 (GS1 leaves 20-29 to shops); anything else with thirteen digits is an article. */
export const looksLikeOurCard = (text: string) => /^(?:[A-D]?|GQR[A-Z2-7]{10})29\d{11}[A-D]?$/i.test(flatScan(text));
