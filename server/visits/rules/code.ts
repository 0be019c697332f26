import { sign } from "@/server/kernel/signing";

// The code on the store's screen that changes, and the ticket that whoever saw it in time gets. Made and checked by the server alone.

export const codeStepSeconds = 30;
/** How long a code opens the page: it has to be read by a camera and loaded. */
const codeSteps = 3;
/** How long a ticket is good for: the member may have to sign in by a mail first. */
export const ticketMinutes = 20;

export interface Place {
  tenant: string;
  storeId: string;
  token: string;
}

/** Names the award of a visit: one per business day and store. */
export const visitKey = (businessDate: string, storeId: string): string => `${businessDate}:${storeId}`;

export const stepAt = (at: Date): number => Math.floor(at.getTime() / (codeStepSeconds * 1_000));

const madeOf = (
  purpose: "check-in-code" | "check-in-ticket",
  { tenant, storeId, token }: Place,
  step: number,
): string => `${step.toString(36)}-${sign(purpose, `${tenant} ${storeId} ${token} ${step}`).slice(0, 12)}`;

/** What stands in the address behind the QR code of one half minute. */
export const screenCode = (place: Place, step: number): string => madeOf("check-in-code", place, step);

export const ticketOf = (place: Place, step: number): string => madeOf("check-in-ticket", place, step);

const stepIn = (text: string): number => Number.parseInt(text.split("-", 1)[0] ?? "", 36);

function isGood(purpose: "check-in-code" | "check-in-ticket", place: Place, text: string, now: Date, steps: number) {
  const [step, present] = [stepIn(text), stepAt(now)];
  // One ahead: the screen is shown a moment before its half minute begins.
  if (!Number.isSafeInteger(step) || step > present + 1 || step <= present - steps) return false;
  return text === madeOf(purpose, place, step);
}

export const isCodeFresh = (place: Place, code: string, now: Date): boolean =>
  isGood("check-in-code", place, code, now, codeSteps);

export const isTicketGood = (place: Place, ticket: string, now: Date): boolean =>
  isGood("check-in-ticket", place, ticket, now, (ticketMinutes * 60) / codeStepSeconds);
