import { randomInt } from "node:crypto";
import bwip from "bwip-js/node";
import { Secret, TOTP } from "otpauth";
import { seal, unseal } from "@/server/kernel/sealing";
import { sign } from "@/server/kernel/signing";

// RFC 6238 with what every authenticator app understands: SHA-1, six digits, thirty seconds.

const periodSeconds = 30;
const totpOf = (secret: string, label = "") =>
  new TOTP({ issuer: "Goen", label, secret: Secret.fromBase32(secret), digits: 6, period: periodSeconds });

/** A new secret (160 bits), in the base32 that people can type. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What the QR code for an authenticator app says. */
export const totpAddress = (secret: string, email: string): string => totpOf(secret, email).toString();

/** That address as a QR code, SVG, dark on the white it brings along. */
export function totpQr(address: string): string {
  const options = { bcid: "qrcode", text: address, eclevel: "M", padding: 4, backgroundcolor: "FFFFFF" };
  return bwip.toSVG(options);
}

export const sealTotpSecret = (accountId: string, secret: string): string => seal("staff-totp", accountId, secret);
export const openTotpSecret = (accountId: string, sealed: string): string | null =>
  unseal("staff-totp", accountId, sealed);

/** The time step a code belongs to, one step early or late allowed for clocks; null when it fits none. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
}

// Without the letters and digits that people mistake for one another; 12 of 31 are 59 bits.
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
export const recoveryCodeCount = 10;

/** A recovery code as it is shown: 'ABCD-EFGH-JKMN'. */
export function newRecoveryCode(): string {
  const text = Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join("");
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/** How a typed recovery code is stored and compared; blanks, dashes and case do not count. Null when it cannot be one. */
export function recoveryHash(accountId: string, typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, "");
  return code.length === 12 ? sign("staff-recovery", `${accountId}:${code}`) : null;
}
