import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { env } from "./env";

/** SHA-256 in hex: how one-time tokens are stored. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** HMAC-SHA256 of `text` under a key of its own per purpose, base64url. The same text for another purpose never matches. */
export function sign(purpose: string, text: string): string {
  const key = createHmac("sha256", env().GOEN_SECRET).update(`goen:${purpose}`).digest();
  return createHmac("sha256", key).update(text).digest("base64url");
}

/** Compares in constant time. */
export function isSignatureValid(purpose: string, text: string, signature: string): boolean {
  const wanted = Buffer.from(sign(purpose, text));
  const given = Buffer.from(signature);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** Stable JSON (keys sorted) hashed: tells whether a repeated request is the same request. */
export function requestHash(value: unknown): string {
  const sorted = JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return sha256(sorted);
}
