import "server-only";
import { orNotFound } from "@/app/or-not-found";
import { addressOf } from "@/components/admin/address";
import { MemberConsents } from "@/components/admin/member-consents";
import { MemberFamily } from "@/components/admin/member-family";
import { MemberMessages } from "@/components/admin/member-messages";
import type { MemberView, MemberViewName } from "@/components/admin/member-page";
import { MemberPoints } from "@/components/admin/member-points";
import { MemberPurchases } from "@/components/admin/member-purchases";
import { MemberWarranties } from "@/components/admin/member-warranties";
import { canChangeMember, canReplaceProvenEmail } from "@/server/members/access";
import type { adminCaller } from "../../_parts/admin-gate";
import { cursorFrom } from "../../_parts/cursor";
import { ViewMail } from "../../_parts/view-mail";
import { ConsentRecorder } from "./_parts/consent-recorder";
import { Devices } from "./_parts/devices";
import { Household } from "./_parts/household";
import { Identities } from "./_parts/identities";
import { Notes } from "./_parts/notes";
import { refusalWords } from "./member-slots";
import { timelineView } from "./timeline-view";

type Caller = Awaited<ReturnType<typeof adminCaller>>;
interface Of {
  member: MemberView & { version: number };
  view: MemberViewName;
  cursor: string | undefined;
  kind: string | undefined;
}

/** The chosen part of a member's page, with only what it needs read. A cursor that is not ours is a page that does not exist. */
export async function memberView({ api, base, staff, context }: Caller, { member, view, cursor, kind }: Of) {
  const { memberId } = member;
  const here = (query: { cursor?: string | null }) => addressOf(`${base}/members/${memberId}`, { view, ...query });
  const nextOf = (next: unknown) =>
    next === null ? null : here({ cursor: typeof next === "string" ? next : JSON.stringify(next) });
  const paging = { firstHref: cursor ? here({}) : null };
  const mail = (deliveryId: string) => <ViewMail memberId={memberId} deliveryId={deliveryId} />;
  const refusal = await refusalWords(member.withdrawnAt ? "members.withdrawn" : canChangeMember(staff, memberId));
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
      const { family } = await api.points.familyOf({ memberId });
      return (
        <>
          {family && <MemberFamily {...{ base, family, memberId }} />}
          <MemberPoints {...paging} history={history.rows} nextHref={nextOf(history.nextCursor)} />
        </>
      );
    }
    case "warranties":
      return <MemberWarranties warranties={await api.warranties.ofMember({ memberId })} />;
    case "consents":
      return (
        <div className="grid gap-3">
          <span className="justify-self-end">
            <ConsentRecorder {...{ memberId, refusal }} />
          </span>
          <MemberConsents consents={await api.members.consents({ memberId })} />
        </div>
      );
    case "notes":
      return <Notes {...{ memberId, refusal }} notes={await api.memberDesk.notes({ memberId })} />;
    case "identities":
      return (
        <div className="grid gap-4">
          <Identities
            {...{ memberId, refusal }}
            version={member.version}
            emailRefusal={refusal ?? (await refusalWords(canReplaceProvenEmail(staff)))}
            identities={await api.memberDesk.identities({ memberId })}
          />
          <Household {...{ base, memberId, refusal }} household={await api.identity.household({ memberId })} />
        </div>
      );
    case "devices":
      return (
        <Devices {...{ memberId, refusal }} sessions={await api.memberDesk.sessions({ memberId })} now={context.now} />
      );
    case "timeline":
      return timelineView(api, { base, memberId, cursor, kind, mail });
  }
}
