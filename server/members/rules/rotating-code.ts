import { sign } from "@/server/kernel/signing";

// The code on the phone that changes: only who holds the phone can show it, so it may stand for a yes to paying with points, where a
// photograph of the card may not. Made and checked by the server alone; the page gets a few ahead, so neither its clock nor its network matter.

export const codeStepSeconds = 30;
export const codeStepAt = (at: Date): number => Math.floor(at.getTime() / (codeStepSeconds * 1_000));

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Fifty bits of the signature. */
const signatureOf = (tenant: string, memberNo: string, step: number): string =>
  Array.from(
    sign("card-code", `${tenant} ${memberNo} ${step}`).slice(0, 10),
    (char) => letters[base64url.indexOf(char) % letters.length],
  ).join("");

/** Letters and digits alone: keyboards that scanners pretend to be differ in everything else. */
export const rotatingCode = (tenant: string, memberNo: string, step: number): string =>
  `GQR${signatureOf(tenant, memberNo, step)}${memberNo}`;

/** Whether the signature beside a card number is that of this half minute, the one before or the one after. */
export function isCodeFresh(tenant: string, memberNo: string, signature: string, now: Date): boolean {
  const step = codeStepAt(now);
  return [step, step - 1, step + 1].some((one) => signatureOf(tenant, memberNo, one) === signature);
}
