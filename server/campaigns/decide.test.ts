import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidacy, decide, type Hour, isHeldOut, type Person } from "./rules/decide";

const person: Person = { hasConsent: true, hasAddress: true, isUnsubscribed: false, isBlocked: false, sentInWindow: 0 };
const hour: Hour = { now: 1_000, quietUntil: null, cap: 2 };
const candidacy = (overrides: Partial<Candidacy> = {}): Candidacy => ({
  key: "a",
  campaignId: "A",
  messageClass: "marketing",
  priority: 100,
  dueAt: 1_000,
  isHeldOut: false,
  stillMatches: true,
  validUntil: 5_000,
  respectsQuietHours: true,
  isCapped: true,
  isHouseholdServed: false,
  ...overrides,
});
const verdictOf = (who: Partial<Person>, what: Partial<Candidacy>, when: Partial<Hour> = {}) =>
  decide({ ...person, ...who }, [candidacy(what)], { ...hour, ...when }).get("a");

describe("decide", () => {
  it("asks in one order: consent, suppression, address, holdout, exit, quiet hours, cap", () => {
    const who: Partial<Person> = { hasConsent: false, isUnsubscribed: true, hasAddress: false, sentInWindow: 9 };
    const what: Partial<Candidacy> = { isHeldOut: true, stillMatches: false, validUntil: 1_500 };
    const late = { quietUntil: 2_000 };
    expect(verdictOf(who, what, late)?.verdict).toBe("no_consent");
    expect(verdictOf({ ...who, hasConsent: true }, what, late)?.verdict).toBe("suppressed");
    expect(verdictOf({ hasAddress: false, sentInWindow: 9 }, what, late)?.verdict).toBe("no_address");
    expect(verdictOf({ sentInWindow: 9 }, what, late)?.verdict).toBe("holdout");
    expect(verdictOf({ sentInWindow: 9 }, { ...what, isHeldOut: false }, late)?.verdict).toBe("exited");
    expect(verdictOf({ sentInWindow: 9 }, { validUntil: 1_500 }, late)?.verdict).toBe("quiet_hours");
    expect(verdictOf({ sentInWindow: 9 }, {}, late)?.verdict).toBe("capped");
    expect(verdictOf({}, {}, late)).toEqual({ verdict: "send", sendAt: 2_000 });
  });

  it("writes service messages without marketing consent, but never to an address that must not be written to", () => {
    expect(
      verdictOf({ hasConsent: false, isUnsubscribed: true, sentInWindow: 9 }, { messageClass: "service" })?.verdict,
    ).toBe("send");
    expect(verdictOf({ isBlocked: true }, { messageClass: "service" })?.verdict).toBe("suppressed");
  });

  it("gives the last place to the highest priority, then to the older, and names who took it", () => {
    const decisions = decide(
      { ...person, sentInWindow: 1 },
      [
        candidacy({ key: "low", campaignId: "L", priority: 1 }),
        candidacy({ key: "young", campaignId: "Y", priority: 9, dueAt: 900 }),
        candidacy({ key: "old", campaignId: "O", priority: 9, dueAt: 800 }),
      ],
      hour,
    );
    expect(Object.fromEntries(decisions)).toEqual({
      old: { verdict: "send", sendAt: 1_000 },
      young: { verdict: "lost_to", lostTo: "O" },
      low: { verdict: "lost_to", lostTo: "O" },
    });
  });

  it("lets what is exempt from the cap take a place from those who are not", () => {
    const decisions = decide(
      { ...person, sentInWindow: 1 },
      [candidacy({ key: "exempt", isCapped: false, priority: 0 }), candidacy()],
      hour,
    );
    expect(decisions.get("exempt")?.verdict).toBe("send");
    expect(decisions.get("a")?.verdict).toBe("capped");
  });

  it("gives everyone exactly one verdict and never more than the cap", () => {
    const some = fc.record({
      messageClass: fc.constantFrom("marketing" as const, "service" as const),
      priority: fc.integer({ min: 0, max: 3 }),
      dueAt: fc.integer({ min: 1, max: 3 }),
      isHeldOut: fc.boolean(),
      stillMatches: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 12 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        (list, sentInWindow, cap) => {
          const all = list.map((one, place) => candidacy({ ...one, key: `k${place}`, campaignId: `c${place}` }));
          const decisions = decide({ ...person, sentInWindow }, all, { ...hour, cap });
          expect(decisions.size).toBe(all.length);
          const sent = all.filter(
            (one) => one.messageClass === "marketing" && decisions.get(one.key)?.verdict === "send",
          );
          expect(sent.length).toBeLessThanOrEqual(Math.max(cap - sentInWindow, 0));
          for (const { verdict, lostTo } of decisions.values())
            expect(lostTo !== undefined).toBe(verdict === "lost_to");
        },
      ),
    );
  });
});

describe("isHeldOut", () => {
  it("holds out by hundredths of a percent of the hash", () => {
    expect(isHeldOut("00000000", 0)).toBe(false);
    expect(isHeldOut("00000000ff", 1)).toBe(true);
    expect(isHeldOut((999).toString(16).padStart(8, "0"), 10)).toBe(true);
    expect(isHeldOut((1_000).toString(16).padStart(8, "0"), 10)).toBe(false);
  });
});
