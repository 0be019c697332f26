import type { RepairState } from "@/server/repairs/input";
import type { AdminPointView } from "./member-points";
import type { AdminPurchaseView } from "./member-purchases";
import type { MessageView, ServiceMailView } from "./message-view";

export type MomentView =
  | { kind: "joined"; at: Date; storeId: string | null }
  | { kind: "withdrawn"; at: Date }
  | { kind: "consent"; at: Date; channel: string; isGranted: boolean; source: string }
  | { kind: "sign_in"; at: Date }
  | { kind: "change"; at: Date; action: string; actorKind: string }
  | {
      kind: "coupon";
      at: Date;
      what: "given" | "used" | "torn" | "returned" | "withdrawn";
      couponId: string;
      title: { ja: string; en: string };
      source: string | null;
      storeName: string | null;
      discountYen: number;
    }
  | {
      kind: "reward";
      at: Date;
      what: "ordered" | "handed_over" | "cancelled";
      title: { ja: string; en: string };
      orderNo: string;
      points: number;
      storeName: string | null;
    }
  | { kind: "visit"; at: Date; storeName: string | null; points: number }
  | { kind: "repair"; at: Date; repairId: string; receiptNo: string; productName: string; state: RepairState };

export type TimelineEvent = { at: Date; key: string } & (
  | { kind: "moment"; moment: MomentView }
  | { kind: "purchase"; purchase: AdminPurchaseView }
  | { kind: "points"; row: AdminPointView }
  | { kind: "message"; message: MessageView }
  | { kind: "service"; mail: ServiceMailView }
  | { kind: "opened" | "clicked"; what: { campaignName: string } | { template: string } }
);

export interface TimelineSources {
  moments: readonly MomentView[];
  purchases: { rows: readonly AdminPurchaseView[]; cursor: unknown };
  points: { rows: readonly AdminPointView[]; nextCursor: unknown };
  messages: { rows: readonly MessageView[]; cursor: unknown };
  deliveries: { rows: readonly ServiceMailView[]; cursor: unknown };
}

/**
 * One story out of what each module knows, newest first. Where a source has more than it gave, the story ends there (before that
 * moment it would have holes) and goes on with what was `before`. Points of a purchase are told with the purchase.
 */
export function timelineEvents(from: TimelineSources): { events: TimelineEvent[]; before: Date | null } {
  const purchases = from.purchases.rows.map(
    (purchase): TimelineEvent => ({
      kind: "purchase",
      at: purchase.occurredAt,
      key: `p${purchase.purchaseId}`,
      purchase,
    }),
  );
  const points = from.points.rows
    .filter((row) => row.purchaseId === null)
    .map((row): TimelineEvent => ({ kind: "points", at: row.occurredAt, key: `w${row.journalId}`, row }));
  const messages = from.messages.rows.map(
    (message): TimelineEvent => ({
      kind: "message",
      at: whenOf(message),
      key: `m${message.versionId}${message.occurrence}`,
      message,
    }),
  );
  const service = from.deliveries.rows.filter((row) => row.campaignId === null);
  const mails = service.map(
    (mail): TimelineEvent => ({ kind: "service", at: mail.sendAt, key: `d${mail.deliveryId}`, mail }),
  );
  const reactions = [
    ...from.messages.rows.flatMap(({ delivery, campaignName }) =>
      delivery ? reactionsOf(delivery.id, delivery, { campaignName }) : [],
    ),
    ...service.flatMap((mail) => reactionsOf(mail.deliveryId, mail, { template: mail.template })),
  ];
  const moments = from.moments.map(
    (moment, place): TimelineEvent => ({ kind: "moment", at: moment.at, key: `o${place}`, moment }),
  );
  const ends = [
    from.purchases.cursor ? from.purchases.rows.at(-1)?.occurredAt : undefined,
    from.points.nextCursor ? from.points.rows.at(-1)?.occurredAt : undefined,
    from.messages.cursor ? from.messages.rows.at(-1) && whenOf(from.messages.rows.at(-1) as MessageView) : undefined,
    from.deliveries.cursor ? from.deliveries.rows.at(-1)?.sendAt : undefined,
  ].filter((end): end is Date => end !== undefined);
  const since = Math.max(-Infinity, ...ends.map(Number));
  const events = [...moments, ...purchases, ...points, ...messages, ...mails, ...reactions]
    .filter((event) => event.at.getTime() >= since)
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  return { events, before: ends.length > 0 ? new Date(since) : null };
}

const whenOf = (message: MessageView) => message.decidedAt ?? message.dueAt;

function reactionsOf(
  id: string,
  { openedAt, clickedAt }: { openedAt: Date | null; clickedAt: Date | null },
  what: { campaignName: string } | { template: string },
): TimelineEvent[] {
  const opened = openedAt ? [{ kind: "opened" as const, at: openedAt, key: `r${id}`, what }] : [];
  return clickedAt ? [...opened, { kind: "clicked" as const, at: clickedAt, key: `c${id}`, what }] : opened;
}
