import { describe, expect, it } from "vitest";
import { timelineEvents, type TimelineSources } from "./timeline-events";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const nothing: TimelineSources = {
  moments: [],
  purchases: { rows: [], cursor: null },
  points: { rows: [], nextCursor: null },
  messages: { rows: [], cursor: null },
  deliveries: { rows: [], cursor: null },
};
const purchase = (n: number) => ({
  purchaseId: `sale-${n}`,
  kind: "sale",
  externalId: `R-${n}`,
  storeName: null,
  occurredAt: day(n),
  totalYen: 100,
  pointsEarned: 1,
  pointsSpent: 0,
  why: [],
  lines: [],
});
const points = (n: number, purchaseId: string | null) => ({
  journalId: `journal-${n}`,
  kind: "adjust" as const,
  occurredAt: day(n),
  points: 5,
  availableAfter: 5,
  storeName: null,
  purchaseId,
  reason: "gift",
  expiresAt: null,
  why: null,
});

describe("timeline", () => {
  it("tells what modules know in one order, newest first", () => {
    const { events, before } = timelineEvents({
      ...nothing,
      moments: [{ kind: "joined", at: day(1), storeId: null }],
      purchases: { rows: [purchase(5), purchase(2)], cursor: null },
      points: { rows: [points(3, null)], nextCursor: null },
    });
    expect(events.map(({ kind, at }) => `${kind} ${at.getUTCDate()}`)).toEqual([
      "purchase 5",
      "points 3",
      "purchase 2",
      "moment 1",
    ]);
    expect(before).toBeNull();
  });

  it("leaves points of a purchase to the purchase", () => {
    const { events } = timelineEvents({ ...nothing, points: { rows: [points(3, "sale-1")], nextCursor: null } });
    expect(events).toEqual([]);
  });

  it("ends where one of its sources ends early, instead of having holes", () => {
    const { events, before } = timelineEvents({
      ...nothing,
      moments: [{ kind: "joined", at: day(1), storeId: null }],
      purchases: { rows: [purchase(9), purchase(4)], cursor: "more" },
      points: { rows: [points(6, null), points(2, null)], nextCursor: null },
    });
    expect(events.map(({ at }) => at.getUTCDate())).toEqual([9, 6, 4]);
    expect(before).not.toBeNull();
  });

  it("tells when a service mail was opened and followed", () => {
    const mail = {
      deliveryId: "d",
      campaignId: null,
      template: "receipt",
      state: "accepted",
      stateReason: null,
      sendAt: day(2),
      openedAt: day(3),
      clickedAt: day(4),
    };
    const { events } = timelineEvents({ ...nothing, deliveries: { rows: [mail], cursor: null } });
    expect(events.map(({ kind }) => kind)).toEqual(["clicked", "opened", "service"]);
  });
});
