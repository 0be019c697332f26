import { isSignatureValid, sign } from "@/server/kernel/signing";

/** Which link of a mail was followed. The number stands in the token; where it leads is decided when it is used. */
export const linkNumbers = { main: 1, points: 2, item0: 3, item1: 4, item2: 5, home: 6, honeypot: 9 } as const;
export type LinkName = keyof typeof linkNumbers;
export type TokenPurpose = "open" | "click" | "unsubscribe";

/** Links of a mail work this long from the day it was to be sent. */
export const linkLifeDays = 60;
const minuteMs = 60_000;
const bodyBytes = 16 * 3 + 8 + 4 + 1;

export interface TrackedDelivery {
  tenant: string;
  memberId: string;
  deliveryId: string;
  dueAt: Date;
}

export interface TrackingToken extends TrackedDelivery {
  link: LinkName | null;
  expiresAt: Date;
}

const uuidBytes = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");
function uuidText(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A token that names one delivery and one use of it: 61 bytes and a signature of its own per purpose, base64url. */
export function trackingToken(
  purpose: TokenPurpose,
  of: TrackedDelivery,
  sendAt: Date,
  link: LinkName | null = null,
): string {
  const body = Buffer.alloc(bodyBytes);
  uuidBytes(of.tenant).copy(body, 0);
  uuidBytes(of.memberId).copy(body, 16);
  uuidBytes(of.deliveryId).copy(body, 32);
  body.writeBigInt64BE(BigInt(of.dueAt.getTime()), 48);
  body.writeUInt32BE(Math.ceil(sendAt.getTime() / minuteMs) + linkLifeDays * 24 * 60, 56);
  body.writeUInt8(link ? linkNumbers[link] : 0, 60);
  const text = body.toString("base64url");
  return `${text}.${sign(`delivery.${purpose}`, text)}`;
}

/** Reads a token back; null when it was altered or made for another purpose. Whether it has expired is for the caller to ask. */
export function readTrackingToken(purpose: TokenPurpose, token: string): TrackingToken | null {
  const [text, signature, ...rest] = token.split(".");
  if (!text || !signature || rest.length > 0 || !isSignatureValid(`delivery.${purpose}`, text, signature)) return null;
  const body = Buffer.from(text, "base64url");
  if (body.length !== bodyBytes) return null;
  const number = body.readUInt8(60);
  const link = (Object.keys(linkNumbers) as LinkName[]).find((name) => linkNumbers[name] === number) ?? null;
  return {
    tenant: uuidText(body.subarray(0, 16)),
    memberId: uuidText(body.subarray(16, 32)),
    deliveryId: uuidText(body.subarray(32, 48)),
    dueAt: new Date(Number(body.readBigInt64BE(48))),
    expiresAt: new Date(body.readUInt32BE(56) * minuteMs),
    link,
  };
}
