import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { MemberView } from "@/components/admin/member-page";
import { canChangeMember, canExportPerson, canWithdraw } from "@/server/members/access";
import { AdjustPoints } from "../../_parts/adjust-points";
import type { adminCaller } from "../../_parts/admin-gate";
import { MemberRank } from "./_parts/member-rank";
import { MemberTags } from "./_parts/member-tags";
import { PersonActions } from "./_parts/person-actions";
import { ProfileCard } from "./_parts/profile-card";

type Caller = Awaited<ReturnType<typeof adminCaller>>;

/** Why something may not be done with a member, in words; undefined where it may. */
export async function refusalWords(reason: string | null): Promise<string | undefined> {
  if (reason === null) return undefined;
  const t = await getTranslations("members.errors");
  const key = reason.replace(/^members\./, "");
  return t(t.has(key as never) ? (key as never) : "not_for_role");
}

/** What stands around the chosen part of a member's page: points, profile, tags, and what is done with the person. */
export async function memberSlots({ api, base, staff }: Caller, member: MemberView & { version: number }) {
  const { memberId } = member;
  const [points, standing, ranks, suppressions, stores, warranties, own, all, edit, exporting, leaving, gone] =
    await Promise.all([
      api.points.ofMember({ memberId }),
      api.ranks.ofMember({ memberId }),
      api.ranks.history({ memberId }),
      api.delivery.suppressionsOf({ memberId }),
      api.tenancy.stores(),
      api.warranties.ofMember({ memberId }),
      api.memberDesk.tagsOf({ memberId }),
      api.memberDesk.tags(),
      refusalWords(canChangeMember(staff, memberId)),
      refusalWords(canExportPerson(staff, memberId)),
      refusalWords(canWithdraw(staff, memberId)),
      refusalWords("members.withdrawn"),
    ]);
  const isWithdrawn = member.withdrawnAt !== null;
  return {
    points,
    suppressions,
    storeName: stores.find(({ id }) => id === member.joinedStoreId)?.name ?? null,
    adjust: (
      <AdjustPoints
        memberId={memberId}
        available={points.wallet.available}
        limit={points.adjustLimit}
        refusal={isWithdrawn ? "members.withdrawn" : points.adjustRefusal}
      />
    ),
    actions: (
      <PersonActions
        {...{ memberId, isWithdrawn }}
        previewHref={`${base}/members/${memberId}/my-page`}
        points={points.wallet}
        warranties={warranties.filter(({ state }) => state === "active").length}
        exportRefusal={exporting}
        withdrawRefusal={leaving}
      />
    ),
    rank: standing && <MemberRank {...{ memberId, standing, isWithdrawn }} history={ranks} />,
    tags: isWithdrawn ? null : <MemberTags {...{ memberId, own, all }} />,
    profile: (asRead: ReactNode) => (
      <ProfileCard member={member} refusal={isWithdrawn ? gone : edit}>
        {asRead}
      </ProfileCard>
    ),
  };
}
