import type { Verdict } from "../input";

/** What is known of a member when their candidates are decided. */
export interface Person {
  hasConsent: boolean;
  hasAddress: boolean;
  /** Gets no marketing: unsubscribed, or stopped by hand. */
  isUnsubscribed: boolean;
  /** Gets nothing at all at this address: bounced or complained. */
  isBlocked: boolean;
  /** Marketing messages within seven days of the instant at which a new one would be sent. */
  sentInWindow: number;
}

export interface Candidacy {
  /** Names the candidate, and breaks the last tie. */
  key: string;
  campaignId: string;
  messageClass: "marketing" | "service";
  priority: number;
  dueAt: number;
  isHeldOut: boolean;
  /** The target and the fact behind it still hold. */
  stillMatches: boolean;
  validUntil: number;
  respectsQuietHours: boolean;
  isCapped: boolean;
  /** Somebody else of the household has got this run's mail already. Service messages know no households. */
  isHouseholdServed: boolean;
}

export interface Hour {
  now: number;
  /** End of the quiet hours that `now` lies in, or null. */
  quietUntil: number | null;
  /** Marketing messages a member may get in seven days. */
  cap: number;
}

export interface Decision {
  verdict: Verdict;
  /** For 'send'. */
  sendAt?: number;
  /** For 'lost_to': the campaign that took the last place. */
  lostTo?: string;
}

/** Share of members, in 1/10,000, from the first 8 hex digits of md5('<campaign id>:<member id>'): the same in SQL. */
export const holdoutBucket = (md5Hex: string): number => Number.parseInt(md5Hex.slice(0, 8), 16) % 10_000;
export const isHeldOut = (md5Hex: string, percent: number): boolean => holdoutBucket(md5Hex) < percent * 100;

/**
 * Exactly one verdict for each candidate of one member: consent, suppression, address, holdout, exit, quiet hours, household, cap, and
 * then the places that are left go by priority, the older due first. Who finds no place at all is capped; who would have had
 * one has lost it to the campaign that took the last. `decide-sql.ts` is the same rule for many members at once.
 */
export function decide(person: Person, candidacies: readonly Candidacy[], hour: Hour): Map<string, Decision> {
  const decisions = new Map<string, Decision>();
  const sendAtOf = (c: Candidacy) => (c.respectsQuietHours && hour.quietUntil !== null ? hour.quietUntil : hour.now);
  const competing: Candidacy[] = [];
  let places = hour.cap - person.sentInWindow;
  for (const c of [...candidacies].sort(byPrecedence)) {
    const refusal = refusalOf(person, c, hour, sendAtOf(c));
    if (refusal) decisions.set(c.key, { verdict: refusal });
    else if (isCounted(c) && c.isCapped) competing.push(c);
    else {
      // What is exempt from the cap is sent whatever happens, and takes a place if it is marketing.
      decisions.set(c.key, { verdict: "send", sendAt: sendAtOf(c) });
      if (isCounted(c)) places -= 1;
    }
  }
  const last = competing[places - 1];
  competing.forEach((c, place) => {
    if (places <= 0) decisions.set(c.key, { verdict: "capped" });
    else if (place < places) decisions.set(c.key, { verdict: "send", sendAt: sendAtOf(c) });
    else decisions.set(c.key, { verdict: "lost_to", lostTo: last?.campaignId ?? c.campaignId });
  });
  return decisions;
}

const isCounted = (c: Candidacy) => c.messageClass === "marketing";

const byPrecedence = (a: Candidacy, b: Candidacy) =>
  b.priority - a.priority || a.dueAt - b.dueAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

function refusalOf(person: Person, c: Candidacy, hour: Hour, sendAt: number): Verdict | null {
  const isMarketing = c.messageClass === "marketing";
  if (isMarketing && !person.hasConsent) return "no_consent";
  if (person.isBlocked || (isMarketing && person.isUnsubscribed)) return "suppressed";
  if (!person.hasAddress) return "no_address";
  if (c.isHeldOut) return "holdout";
  if (!c.stillMatches || hour.now > c.validUntil) return "exited";
  if (sendAt > c.validUntil) return "quiet_hours";
  if (isMarketing && c.isHouseholdServed) return "household";
  return null;
}
