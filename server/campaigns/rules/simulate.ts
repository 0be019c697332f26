import { decide, type Candidacy } from "./decide";
import type { Verdict } from "../input";

// The decider's own rule, run over what will come: nothing is written, and what nobody knows yet does not happen.

export interface SimulatedFiring {
  campaignId: string;
  messageClass: "marketing" | "service";
  priority: number;
  isCapped: boolean;
  /** When it is decided, and when what it sends will leave. */
  at: number;
  sendAt: number;
  dueAt: number;
}

export interface SimulatedMember {
  /** Instants of the marketing messages that count already: of the last seven days, and planned ones. */
  recent: readonly number[];
  /** Which firings found this member, and the key that breaks a tie. */
  found: readonly { firing: number; key: string }[];
}

export interface SimulatedVerdict {
  firing: number;
  verdict: Extract<Verdict, "send" | "capped" | "lost_to">;
}

const weekMs = 7 * 86_400_000;

/** What becomes of one member's candidates whom nothing but the cap can hold back, instant by instant as the engine would decide them. */
export function simulateMember(
  member: SimulatedMember,
  firings: readonly SimulatedFiring[],
  cap: number,
): SimulatedVerdict[] {
  const sent = [...member.recent];
  const verdicts: SimulatedVerdict[] = [];
  const byInstant = Map.groupBy(member.found, ({ firing }) => firings[firing]?.at ?? 0);
  for (const at of [...byInstant.keys()].toSorted((a, b) => a - b)) {
    const together = (byInstant.get(at) ?? []).flatMap(({ firing, key }) => {
      const one = firings[firing];
      return one ? [{ firing, one, candidacy: candidacyOf(one, key) }] : [];
    });
    const person = {
      hasConsent: true,
      hasAddress: true,
      isUnsubscribed: false,
      isBlocked: false,
      sentInWindow: sent.filter((instant) => instant > at - weekMs).length,
    };
    const decisions = decide(
      person,
      together.map(({ candidacy }) => candidacy),
      { now: at, quietUntil: null, cap },
    );
    for (const { firing, one, candidacy } of together) {
      const verdict = decisions.get(candidacy.key)?.verdict;
      if (verdict !== "send" && verdict !== "capped" && verdict !== "lost_to") continue;
      verdicts.push({ firing, verdict });
      if (verdict === "send" && one.messageClass === "marketing") sent.push(one.sendAt);
    }
  }
  return verdicts;
}

const candidacyOf = (one: SimulatedFiring, key: string): Candidacy => ({
  key,
  campaignId: one.campaignId,
  messageClass: one.messageClass,
  priority: one.priority,
  dueAt: one.dueAt,
  isHeldOut: false,
  stillMatches: true,
  validUntil: Number.POSITIVE_INFINITY,
  respectsQuietHours: false,
  isCapped: one.isCapped,
  isHouseholdServed: false,
});
