import { and, desc, eq, or } from "drizzle-orm";
import { memberMerges, mergeSettings } from "@/db/schema/identity";
import { members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { LeftBehind } from "@/server/kernel/member-merge";
import { parseInput } from "@/server/kernel/parse";
import { survivorOf } from "@/server/members/queries/survivor-of";
import { demand } from "@/server/tenancy/access";
import { canSeeHousehold } from "../access";
import { memberRef } from "../input";

const usualUndoDays = 30;
const mostShown = 50;

export const thisMerge = (ctx: Ctx, mergeId: string) =>
  and(eq(memberMerges.tenantId, ctx.tenant), eq(memberMerges.id, mergeId));

/** For how many days a merge can be undone. */
export async function undoDays(ctx: Ctx): Promise<number> {
  const [row] = await read(ctx, (tx) =>
    tx.select({ days: mergeSettings.undoDays }).from(mergeSettings).where(eq(mergeSettings.tenantId, ctx.tenant)),
  );
  return row?.days ?? usualUndoDays;
}

const shown = {
  mergeId: memberMerges.id,
  fromMemberId: memberMerges.fromMemberId,
  toMemberId: memberMerges.toMemberId,
  state: memberMerges.state,
  moved: memberMerges.moved,
  parted: memberMerges.parted,
  mergedAt: memberMerges.mergedAt,
  undoUntil: memberMerges.undoUntil,
  undoneAt: memberMerges.undoneAt,
};

interface MergeOfMember {
  mergeId: string;
  fromMemberId: string;
  toMemberId: string;
  /** Number of the card of the record that closed. */
  fromMemberNo: string;
  state: string;
  moved: Record<string, number>;
  left: LeftBehind[];
  mergedAt: Date;
  undoUntil: Date;
  undoneAt: Date | null;
  canUndo: boolean;
}

/** Merges that a record was part of, the latest first; without asking who may, for the export of everything about a person. */
export async function mergesOf(ctx: Ctx, memberId: string): Promise<MergeOfMember[]> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ ...shown, fromMemberNo: members.memberNo })
      .from(memberMerges)
      .innerJoin(
        members,
        and(eq(members.tenantId, memberMerges.tenantId), eq(members.memberId, memberMerges.fromMemberId)),
      )
      .where(
        and(
          eq(memberMerges.tenantId, ctx.tenant),
          or(eq(memberMerges.toMemberId, memberId), eq(memberMerges.fromMemberId, memberId)),
        ),
      )
      .orderBy(desc(memberMerges.mergedAt), desc(memberMerges.id))
      .limit(mostShown),
  );
  return rows.map(({ moved, parted, ...row }) => ({
    ...row,
    moved: moved as Record<string, number>,
    left: (parted as { left?: LeftBehind[] } | null)?.left ?? [],
    canUndo: row.state === "merged" && row.undoUntil > ctx.now,
  }));
}

/** The same for a member's page, and the record that this one went into, whatever the way there. Throws `forbidden`. */
export async function mergedState(ctx: Ctx, input: { memberId: string }) {
  demand(canSeeHousehold(ctx.actor));
  const { memberId } = parseInput(memberRef, input);
  return { intoMemberId: await survivorOf(ctx, memberId), merges: await mergesOf(ctx, memberId) };
}
