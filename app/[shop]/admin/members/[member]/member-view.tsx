import "server-only";
import { orNotFound } from "@/app/or-not-found";
import { addressOf } from "@/components/admin/address";
import { MemberConsents } from "@/components/admin/member-consents";
import { MemberMessages } from "@/components/admin/member-messages";
import type { MemberViewName } from "@/components/admin/member-page";
import { MemberPoints } from "@/components/admin/member-points";
import { MemberPurchases } from "@/components/admin/member-purchases";
import { MemberTimeline } from "@/components/admin/member-timeline";
import { MemberWarranties } from "@/components/admin/member-warranties";
import type { callerFor } from "@/server/trpc/caller";
import { cursorFrom } from "../../_parts/cursor";
import { ViewMail } from "../../_parts/view-mail";

type Api = Awaited<ReturnType<typeof callerFor>>["api"];
type Of = { base: string; memberId: string; view: MemberViewName; cursor: string | undefined };

/** The chosen part of a member's page, with only what it needs read. A cursor that is not ours is a page that does not exist. */
export async function memberView(api: Api, { base, memberId, view, cursor }: Of) {
  const here = (query: { cursor?: string | null }) => addressOf(`${base}/members/${memberId}`, { view, ...query });
  const nextOf = (next: unknown) =>
    next === null ? null : here({ cursor: typeof next === "string" ? next : JSON.stringify(next) });
  const paging = { firstHref: cursor ? here({}) : null };
  const mail = (deliveryId: string) => <ViewMail memberId={memberId} deliveryId={deliveryId} />;
  switch (view) {
    case "messages": {
      const { rows, cursor: next } = await orNotFound(api.results.forMember({ memberId, cursor: cursorFrom(cursor) }));
      const service = cursor
        ? []
        : (await api.delivery.ofMember({ memberId, limit: 50 })).rows.filter((row) => row.campaignId === null);
      return <MemberMessages {...paging} {...{ base, rows, service, mail }} nextHref={nextOf(next)} />;
    }
    case "purchases": {
      const { rows, cursor: next } = await orNotFound(api.purchases.ofMember({ memberId, cursor }));
      return <MemberPurchases {...paging} purchases={rows} nextHref={nextOf(next)} />;
    }
    case "points": {
      const history = await orNotFound(api.points.history({ memberId, cursor: cursorFrom(cursor) }));
      return <MemberPoints {...paging} history={history.rows} nextHref={nextOf(history.nextCursor)} />;
    }
    case "warranties":
      return <MemberWarranties warranties={await api.warranties.ofMember({ memberId })} />;
    case "consents":
      return <MemberConsents consents={await api.members.consents({ memberId })} />;
    case "timeline": {
      const [moments, purchases, points, messages, deliveries, stores] = await Promise.all([
        api.members.moments({ memberId }),
        api.purchases.ofMember({ memberId, limit: 40 }),
        api.points.history({ memberId, limit: 60 }),
        api.results.forMember({ memberId, limit: 60 }),
        api.delivery.ofMember({ memberId, limit: 60 }),
        api.tenancy.stores(),
      ]);
      return <MemberTimeline {...{ base, moments, purchases, points, messages, deliveries, stores, mail }} />;
    }
  }
}
