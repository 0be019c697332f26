import { randomFillSync } from "node:crypto";

/** A retailer's id that has passed a gate (session, API key, job). Only `server/kernel/gate.ts` mints one. */
export type TenantId = string & { readonly __tenant: unique symbol };

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isUuid = (text: string) => uuidShape.test(text);

const pool = new Uint8Array(16 * 256);
let used = pool.length;
let lastMs = 0;
let sequence = 0;

/** A uuid v7 (RFC 9562): 48 bits of milliseconds, a 12-bit counter that keeps one process in order, 62 random bits. */
export function newId(nowMs: number = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + 16);
  used += 16;
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = ((random[0] ?? 0) << 3) | ((random[1] ?? 0) >> 5);
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  const time = lastMs.toString(16).padStart(12, "0");
  const counter = sequence.toString(16).padStart(3, "0");
  const rest = Buffer.from(random.buffer, random.byteOffset + 8, 8);
  rest[0] = ((rest[0] ?? 0) & 0x3f) | 0x80;
  const tail = rest.toString("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
