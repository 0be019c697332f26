// A member number is a valid EAN-13 inside the prefix range that GS1 leaves to shops (20-29), so any till reads it, it can never
// be a product's code, and the same digits go into CODE128, NW-7 and QR.
const prefix = "29";
export const memberSerials = 10_000_000_000;

/** Check digit by GS1's modulus 10 (weights 1 and 3 from the left for twelve digits): catches every single wrong digit. */
export function checkDigit(twelve: string): number {
  let sum = 0;
  for (const [index, digit] of [...twelve].entries()) sum += Number(digit) * (index % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
}

/** The thirteen digits for a serial in [0, 10^10). Serials are drawn at random, so that a number cannot be guessed from another. */
export function memberNumber(serial: number): string {
  if (!Number.isInteger(serial) || serial < 0 || serial >= memberSerials)
    throw new RangeError("member serial out of range");
  const twelve = prefix + String(serial).padStart(10, "0");
  return `${twelve}${checkDigit(twelve)}`;
}

/** Four, four and five digits, for people. */
export const memberNumberForPeople = (memberNo: string): string =>
  memberNo.replace(/^(\d{4})(\d{4})(\d{5})$/, "$1 $2 $3");

export type Scan =
  /** `signature`: of the code that changes on the phone, still to be checked (`rotating-code.ts`). */
  | { isCard: true; value: string; signature?: string }
  | {
      isCard: false;
      reason: "members.card_empty" | "members.card_shape" | "members.card_check_digit" | "members.card_is_product";
    };

/**
 * Reads what a scanner or a hand put in: full-width digits, spaces, hyphens and the start and stop letters of NW-7 are taken
 * off. A number of ours must carry the right check digit; other letters and digits may be a card from an earlier program.
 */
export function parseScan(text: string): Scan {
  const flat = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s‐‑–—―−-]/g, "");
  const bare = /^[A-D]([0-9:/.+$]+)[A-D]$/.exec(flat)?.[1] ?? flat;
  if (bare === "") return { isCard: false, reason: "members.card_empty" };
  const [, signature, number] = /^GQR([A-Z2-7]{10})([0-9A-Z]{4,32})$/.exec(bare) ?? [];
  if (signature && number) {
    const card = parseScan(number);
    return card.isCard ? { ...card, signature } : card;
  }
  if (!/^[0-9A-Z]{4,32}$/.test(bare)) return { isCard: false, reason: "members.card_shape" };
  if (/^\d{13}$/.test(bare)) {
    if (checkDigit(bare.slice(0, 12)) !== Number(bare[12]))
      return { isCard: false, reason: "members.card_check_digit" };
    // 45 and 49 are Japan's prefixes of product codes (JAN): somebody scanned an article.
    if (/^4[59]/.test(bare)) return { isCard: false, reason: "members.card_is_product" };
  }
  return { isCard: true, value: bare };
}
