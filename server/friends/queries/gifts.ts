import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { masked } from "@/server/members/queries/recipient";
import { programInForce, walletOf } from "@/server/points/queries";
import { movedThisMonth } from "@/server/points/service/transfer-limits";
import { giftUndoMinutes } from "@/server/points/service/transfer-points";
import { demand } from "@/server/tenancy/access";
import { canGive } from "../access";

const most = 10;

/** What a member may give to others now. Throws forbidden. */
export async function giftTerms(ctx: Ctx, memberId: string) {
  demand(canGive(ctx.actor, memberId));
  const { program, ...zone } = await programInForce(ctx);
  const { transferPerCall: perCall = 0, transferPerMonth: perMonth = 0 } = program ?? {};
  if (perCall === 0)
    return { isOffered: false, perCall, perMonth, left: 0, available: 0, undoMinutes: giftUndoMinutes };
  const { available } = await walletOf(ctx, memberId);
  const monthLeft = perMonth === 0 ? available : perMonth - (await movedThisMonth(ctx, memberId, "given", zone));
  return {
    isOffered: true,
    perCall,
    /** 0: as many as there are. */
    perMonth,
    /** The most that can be given at once now. */
    left: Math.max(0, Math.min(available, perCall, monthLeft)),
    available,
    undoMinutes: giftUndoMinutes,
  };
}

type Row = { journal_id: string; at: string; points: number; to_id: string; is_back: boolean; note: string | null };

/** What a member gave lately, newest first, with masked receivers. Throws forbidden. */
export async function giftsOf(ctx: Ctx, memberId: string) {
  demand(canGive(ctx.actor, memberId));
  const { rows } = await read(ctx, (tx) =>
    tx.execute<Row>(sql`
      select j.id as journal_id, j.recorded_at as at, e.amount as points, j.snapshot ->> 'to' as to_id, j.reason as note,
        exists (select from point_journals u where u.tenant_id = j.tenant_id and u.member_id = j.member_id
          and u.idempotency_key = 'undo:' || j.idempotency_key) as is_back
      from point_journals j
      join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'transferred'
      where j.tenant_id = ${ctx.tenant} and j.member_id = ${memberId} and j.kind = 'transfer' and e.amount > 0
        and j.idempotency_key like 'transfer:gift:%'
      order by j.wallet_version desc limit ${most}`),
  );
  const open = ctx.now.getTime() - giftUndoMinutes * 60_000;
  return Promise.all(
    rows.map(async ({ journal_id: journalId, at, points, to_id: toId, is_back: isBack, note }) => {
      const to = await masked(ctx, toId);
      return {
        journalId,
        at: new Date(at),
        points,
        note,
        isBack,
        canTakeBack: !isBack && new Date(at).getTime() >= open,
        to: to && { initial: to.initial, lastDigits: to.lastDigits },
      };
    }),
  );
}
