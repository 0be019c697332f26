import type { Ctx } from "@/server/kernel/ctx";
import { repairsOf } from "./find-repair";
import { repairById } from "./repair";

/** Everything that is kept of a member's repairs, as the member may read it: not the shop's own notes, nor who of its people did what. */
export async function repairsHeldOf(ctx: Ctx, memberId: string) {
  const asMember: Ctx = { ...ctx, actor: { kind: "member", id: memberId } };
  const held: unknown[] = [];
  for (const { repairId } of await repairsOf(ctx, memberId)) {
    const {
      next: _next,
      today: _today,
      isOverdue: _isOverdue,
      version: _version,
      ...repair
    } = await repairById(asMember, repairId);
    held.push(repair);
  }
  return held;
}
