import { isSignatureValid, sign } from "@/server/kernel/signing";
import { addDays, dayIn } from "@/server/kernel/time";

// A receipt of a sale without a card carries this code: who holds the paper may say whose sale it was.

const purpose = "claim-receipt";
const sealed = (tenant: string, receiptNo: string) => `${tenant}:${receiptNo}`;

export const receiptCode = (tenant: string, receiptNo: string): string => sign(purpose, sealed(tenant, receiptNo));

export const isReceiptCode = (tenant: string, receiptNo: string, code: string): boolean =>
  isSignatureValid(purpose, sealed(tenant, receiptNo), code);

/** The last day, in the shop's zone, on which a receipt of then is still taken. */
export const lastClaimDay = (occurredAt: Date, days: number, timeZone: string): string =>
  addDays(dayIn(occurredAt, timeZone), days);
