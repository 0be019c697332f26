import "server-only";
import type { ReactNode } from "react";
import { orNotFound } from "@/app/or-not-found";
import { addressOf } from "@/components/admin/address";
import { MemberTimeline, type TimelineKind, timelineKinds } from "@/components/admin/member-timeline";
import { cursorOf } from "@/server/kernel/cursor";
import type { callerFor } from "@/server/trpc/caller";

type Api = Awaited<ReturnType<typeof callerFor>>["api"];
interface Of {
  base: string;
  memberId: string;
  /** An instant: what happened before it. */
  cursor: string | undefined;
  kind: string | undefined;
  mail: (deliveryId: string) => ReactNode;
}

const first = "00000000-0000-0000-0000-000000000000";
const none = { rows: [], cursor: null };

type Order = Awaited<ReturnType<Api["rewards"]["ordersOf"]>>[number];

function rewardMoments({ texts, orderNo, points, storeName, orderedAt, handedOverAt, cancelledAt }: Order) {
  const of = { kind: "reward" as const, title: texts.title, orderNo, points, storeName };
  const isAtOnce = handedOverAt?.getTime() === orderedAt.getTime();
  return [
    { ...of, what: "ordered" as const, at: orderedAt },
    ...(handedOverAt && !isAtOnce ? [{ ...of, what: "handed_over" as const, at: handedOverAt }] : []),
    ...(cancelledAt ? [{ ...of, what: "cancelled" as const, at: cancelledAt }] : []),
  ];
}

/** The story of a member: all of it or one kind, from a moment backwards. Only what is shown is read. */
export async function timelineView(api: Api, { base, memberId, cursor, kind: asked, mail }: Of) {
  const kind = timelineKinds.find((one) => one === asked) ?? "all";
  const before = cursor && !Number.isNaN(Date.parse(cursor)) ? new Date(cursor) : undefined;
  const has = (one: TimelineKind) => kind === "all" || kind === one;
  // A place at which nothing stands: every row of that instant comes after it.
  const place = before && cursorOf(before.toISOString(), first);
  const placed = before && { at: before.toISOString(), memberId, versionId: first, occurrence: "" };
  const [changes, repairs, coupons, orders, visits, purchases, points, messages, deliveries, stores] =
    await Promise.all([
      has("changes") ? api.members.moments({ memberId }) : [],
      has("repairs") ? api.repairs.moments({ memberId }) : [],
      has("coupons") ? api.coupons.moments({ memberId }) : [],
      has("coupons") ? api.rewards.ordersOf({ memberId }) : [],
      has("coupons") ? api.visits.ofMember({ memberId }) : [],
      has("purchases") ? api.purchases.ofMember({ memberId, cursor: place, limit: 40 }) : none,
      has("points") ? api.points.history({ memberId, before, limit: 60 }) : { rows: [], nextCursor: null },
      has("messages") ? orNotFound(api.results.forMember({ memberId, cursor: placed, limit: 60 })) : none,
      has("messages") ? api.delivery.ofMember({ memberId, cursor: place, limit: 60 }) : none,
      api.tenancy.stores(),
    ]);
  const moments = [
    ...changes,
    ...repairs.map((step) => ({ kind: "repair" as const, ...step })),
    ...coupons.map((one) => ({ kind: "coupon" as const, ...one })),
    ...orders.flatMap(rewardMoments),
    ...visits.map(({ visitedAt, storeName, points: gained }) => ({
      kind: "visit" as const,
      at: visitedAt,
      storeName,
      points: gained ?? 0,
    })),
  ];
  return (
    <MemberTimeline
      {...{ base, purchases, points, messages, deliveries, stores, mail, kind }}
      moments={before ? moments.filter(({ at }) => at < before) : moments}
      isFirst={before === undefined}
      hrefOf={(wanted, from) =>
        addressOf(`${base}/members/${memberId}`, {
          kind: wanted === "all" ? null : wanted,
          cursor: from?.toISOString(),
        })
      }
    />
  );
}
