import { and, eq, sql } from "drizzle-orm";
import { replayRuns } from "@/db/schema/replay";
import type { EarnRule } from "@/server/earning/input";
import { lifeOf } from "@/server/earning/rules/life";
import { budgetPeriod } from "@/server/earning/rules/limits";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { dayIn } from "@/server/kernel/time";
import { programInForce, type ProgramInForce } from "@/server/points/queries";
import { ranksOf } from "@/server/ranks/queries/standing";
import { type Goods, goodsOf, nextMembers, pastSalesOf } from "../queries/past-sales";
import { type PastMember, replayMember, type Setting } from "../rules/replay-member";
import { Sums } from "../rules/sums";
import { finishReplay } from "./finish-replay";

type Run = typeof replayRuns.$inferSelect;
const membersPerBatch = 500;

interface MemberRow {
  member_id: string;
  sales: number;
  recorded: number;
  points_now: number;
  points_new: number;
}

/**
 * Replays a run's sales batch by batch, each written together with how far it came: whoever runs it again after a stop, or at the same
 * time, counts nothing twice. Ends when the run is stopped, the process is ended, or everything is done. Returns the state it leaves.
 */
export async function runReplay(ctx: Ctx, runId: string, signal?: AbortSignal): Promise<string> {
  let run = await beginOrGoOn(ctx, runId);
  if (run?.state !== "running") return run?.state ?? "gone";
  const zone = await programInForce(ctx);
  const goods = await goodsOf(ctx);
  const settings = { now: settingOf(zone, run.nowRules), next: settingOf(zone, run.newRules) };
  for (;;) {
    const period = { fromDay: run.fromDay, untilDay: run.untilDay, timeZone: zone.timeZone };
    const ids = await nextMembers(ctx, period, run.doneMemberId, membersPerBatch);
    const last = ids.at(-1);
    if (last === undefined) return finishReplay(ctx, runId);
    const members = await withRanks(ctx, await pastSalesOf(ctx, period, ids, goods), settings);
    const done = await keepBatch(ctx, run, last, replayAll(members, settings, goods));
    if (done === null) return "taken";
    run = done;
    if (run.state !== "running" || signal?.aborted) return run.state;
  }
}

/** Lives worked out once per rule and day: a period has few days and many sales. */
function settingOf(zone: ProgramInForce, rules: unknown): Setting {
  const lives = new Map<string, ReturnType<typeof lifeOf>>();
  const remembered: typeof lifeOf = (life, program, at, timeZone) => {
    const key = `${Math.floor(at.getTime() / 3_600_000)}|${JSON.stringify(life)}`;
    const known = lives.get(key) ?? lifeOf(life, program, at, timeZone);
    lives.set(key, known);
    return known;
  };
  return { program: zone.program, rules: rules as EarnRule[], timeZone: zone.timeZone, lifeOf: remembered };
}

async function beginOrGoOn(ctx: Ctx, runId: string): Promise<Run | null> {
  return inTransaction(ctx, async (t) => {
    const key = and(eq(replayRuns.tenantId, t.tenant), eq(replayRuns.id, runId));
    const [run] = await t.tx.select().from(replayRuns).where(key).for("update");
    if (run?.state !== "queued") return run ?? null;
    const { rows } = await t.tx.execute<{ n: number }>(sql`
      select count(*)::int as n from purchases where tenant_id = ${t.tenant} and kind = 'sale'
        and business_date between ${run.fromDay} and ${run.untilDay}`);
    const [begun] = await t.tx
      .update(replayRuns)
      .set({ state: "running", startedAt: run.startedAt ?? t.now, salesTotal: rows[0]?.n ?? 0 })
      .where(key)
      .returning();
    return begun ?? null;
  });
}

async function withRanks(
  ctx: Ctx,
  members: PastMember[],
  settings: { now: Setting; next: Setting },
): Promise<PastMember[]> {
  const asksRank = [...settings.now.rules, ...settings.next.rules].some(({ when }) => when.rankIds !== undefined);
  if (!asksRank || members.length === 0) return members;
  // The rank that somebody has today: what it was at each sale is not asked.
  const ranks = await ranksOf(
    ctx,
    members.map(({ memberId }) => memberId),
  );
  const of = new Map(ranks.map(({ memberId, rankId }) => [memberId, rankId]));
  return members.map((member) => ({ ...member, rankId: of.get(member.memberId) ?? null }));
}

function replayAll(
  members: readonly PastMember[],
  settings: { now: Setting; next: Setting },
  goods: ReadonlyMap<string, Goods>,
) {
  const sums = new Sums();
  const rows: MemberRow[] = [];
  const counted = { sales: 0, lines: 0 };
  for (const member of members) {
    const row = { member_id: member.memberId, sales: member.sales.length, recorded: 0, points_now: 0, points_new: 0 };
    for (const sale of member.sales) {
      const yen = sale.lines.reduce((sum, { amountYen }) => sum + amountYen, 0) - sale.pointsSpent;
      row.recorded += sale.pointsEarned;
      counted.sales += 1;
      counted.lines += sale.lines.length;
      sums.add("total", "", { yen });
      sums.add("store", sale.storeId ?? "", { yen });
      sums.add("month", sale.businessDate.slice(0, 7), { yen });
      for (const { productId, amountYen } of sale.lines)
        sums.add("category", goods.get(productId ?? "")?.categoryIds.at(-1) ?? "", { yen: amountYen });
    }
    for (const side of ["now", "new"] as const) {
      const setting = side === "now" ? settings.now : settings.next;
      replayMember(member, setting, (sale, { points, parts }) => {
        row[side === "now" ? "points_now" : "points_new"] += points;
        sums.add("total", "", { [side]: points });
        sums.add("store", sale.storeId ?? "", { [side]: points });
        sums.add("month", sale.businessDate.slice(0, 7), { [side]: points });
        const categoryOf = new Map(
          sale.lines.map(({ lineId, productId }) => [lineId, goods.get(productId ?? "")?.categoryIds.at(-1) ?? ""]),
        );
        for (const part of parts) {
          sums.add("rule", part.ruleId ?? "", { [side]: part.points });
          sums.add("expiry", dayIn(new Date(part.expiresAt.getTime() - 1), setting.timeZone).slice(0, 7), {
            [side]: part.points,
          });
          for (const line of part.perLine)
            sums.add("category", categoryOf.get(line.lineId) ?? "", { [side]: line.points });
          const budget = setting.rules.find(({ id }) => id === part.ruleId)?.limits.budget;
          if (budget)
            sums.add("budget", `${part.ruleId}|${budgetPeriod(budget.period, sale.businessDate)}`, {
              [side]: part.points,
            });
        }
      });
    }
    rows.push(row);
  }
  return { rows, sums: sums.all(), ...counted };
}

/** Writes a batch, unless another one has gone on from the same place meanwhile (null). */
async function keepBatch(ctx: Ctx, run: Run, last: string, batch: ReturnType<typeof replayAll>): Promise<Run | null> {
  return inTransaction(ctx, async (t) => {
    const [next] = await t.tx
      .update(replayRuns)
      .set({
        doneMemberId: last,
        salesDone: sql`${replayRuns.salesDone} + ${batch.sales}`,
        linesDone: sql`${replayRuns.linesDone} + ${batch.lines}`,
      })
      .where(
        and(
          eq(replayRuns.tenantId, t.tenant),
          eq(replayRuns.id, run.id),
          sql`${replayRuns.doneMemberId} is not distinct from ${run.doneMemberId}::uuid`,
        ),
      )
      .returning();
    if (!next) return null;
    await t.tx.execute(sql`
      insert into replay_members (tenant_id, member_id, run_id, sales, recorded, points_now, points_new, difference)
      select ${t.tenant}, r.member_id, ${run.id}, r.sales, r.recorded, r.points_now, r.points_new, r.points_new - r.points_now
      from jsonb_to_recordset(${JSON.stringify(batch.rows)}::jsonb) r(member_id uuid, sales int, recorded bigint, points_now bigint, points_new bigint)`);
    await t.tx.execute(sql`
      insert into replay_sums as s (tenant_id, run_id, kind, key, yen, points_now, points_new)
      select ${t.tenant}, ${run.id}, r.kind, r.key, r.yen, r.now, r.new
      from jsonb_to_recordset(${JSON.stringify(batch.sums)}::jsonb) r(kind text, key text, yen bigint, now bigint, new bigint)
      on conflict (tenant_id, run_id, kind, key) do update set yen = s.yen + excluded.yen, points_now = s.points_now + excluded.points_now,
        points_new = s.points_new + excluded.points_new`);
    return next;
  });
}
