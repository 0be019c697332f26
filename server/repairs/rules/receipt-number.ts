// A receipt number is said over the telephone and typed from a slip: eight digits, the last one a check digit by Damm's method
// (H. M. Damm, Total anti-symmetrische Quasigruppen, 2004), which finds every wrong digit and every two neighbours swapped.

const table = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

export const receiptSerials = 10_000_000;

const damm = (digits: string) => [...digits].reduce((interim, digit) => Number(table[interim]?.[Number(digit)]), 0);

/** The eight digits for a serial in [0, 10^7); serials are drawn at random, so that nobody guesses a neighbour's number. */
export function receiptNumber(serial: number): string {
  if (!Number.isInteger(serial) || serial < 0 || serial >= receiptSerials)
    throw new RangeError("receipt serial out of range");
  const seven = String(serial).padStart(7, "0");
  return `${seven}${damm(seven)}`;
}

/** '12345678' -> '1234-5678'. */
export const spokenReceipt = (receiptNo: string): string => receiptNo.replace(/^(\d{4})(\d{4})$/, "$1-$2");

/** What stands in the barcode of a slip: the letter keeps it from being taken for a card or an article. */
export const receiptBarcode = (receiptNo: string): string => `R${receiptNo}`;

/** The number in what was scanned, typed or heard ('R12345678', '１２３４−５６７８'); null when it is none or misheard. */
export function readReceipt(text: string): string | null {
  const digits = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/^\s*R/, "")
    .replace(/[\s‐‑–—―−ー-]/g, "");
  return /^\d{8}$/.test(digits) && damm(digits) === 0 ? digits : null;
}
