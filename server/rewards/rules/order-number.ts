/** The check digit by Luhn's method (ISO/IEC 7812-1): finds every wrong digit and nearly every two neighbours swapped. */
function luhn(digits: string): number {
  const sum = [...digits].toReversed().reduce((all, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

export const orderSerials = 10_000_000;

/** Eight digits for a serial in [0, 10^7), the last one a check digit. */
export function orderNumber(serial: number): string {
  const seven = String(serial).padStart(7, "0");
  return `${seven}${luhn(seven)}`;
}

/** '12345678' -> '1234-5678'. */
export const spokenOrder = (orderNo: string): string => orderNo.replace(/^(\d{4})(\d{4})$/, "$1-$2");

/** The number in what was scanned or typed ('E12345678', '１２３４-５６７８'); null when it is none or mistyped. */
export function readOrder(text: string): string | null {
  const digits = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/^\s*E/, "")
    .replace(/[\s\p{Pd}ー]/gu, "");
  return /^\d{8}$/.test(digits) && luhn(digits.slice(0, 7)) === Number(digits[7]) ? digits : null;
}
