import { sql } from "drizzle-orm";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { type WatchRuleName, watchRuleNames } from "../input";
import { ruleSql } from "../queries/rule-sql";
import { rulesInForce } from "../queries/rules";
import { lookBackDays } from "../rules/defaults";

const dayMs = 86_400_000;

/** What a single sale or return can make true. */
const onWrite: readonly WatchRuleName[] = ["card_often", "cashier_card", "own_card", "velocity", "return_after_spend"];

interface Found extends Record<string, unknown> {
  about: string;
  member_id: string | null;
  staff_id: string | null;
  store_id: string | null;
  happened_at: string;
  measure: number;
  evidence: unknown;
}

/**
 * Looks through the last days by every rule that is on and writes down what it finds. Set-based, and safe to repeat: the same thing is
 * the same finding, and while nobody has looked at it, it grows. With a card: only that one, by what a sale or return can bring about.
 */
export async function lookForFraud(ctx: Ctx, memberId: string | null = null): Promise<{ found: number }> {
  const rules = await rulesInForce(ctx);
  const to = new Date(ctx.now.getTime() + dayMs);
  const from = new Date(ctx.now.getTime() - lookBackDays * dayMs);
  let found = 0;
  for (const rule of memberId === null ? watchRuleNames : onWrite) {
    const { isOn, threshold } = rules[rule];
    if (!isOn) continue;
    const statement = ruleSql(ctx, rule, { from, to, threshold, memberId });
    const { rows } = await read(ctx, (tx) => tx.execute<Found>(statement));
    found += await writeDown(ctx, rule, threshold, rows);
  }
  return { found };
}

async function writeDown(ctx: Ctx, rule: WatchRuleName, threshold: number, rows: readonly Found[]): Promise<number> {
  if (rows.length === 0) return 0;
  const found = rows.map((row) => ({ ...row, id: newId(new Date(row.happened_at).getTime()) }));
  return inTransaction(ctx, async (t) => {
    const written = await t.tx.execute(sql`
      insert into watch_findings (tenant_id, id, rule, about, member_id, staff_id, store_id, happened_at, measure, threshold, evidence, found_at)
      select ${t.tenant}::uuid, x.id, ${rule}, x.about, x.member_id, x.staff_id, x.store_id, x.happened_at, x.measure, ${threshold},
        x.evidence, ${t.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as x(id uuid, about text, member_id uuid, staff_id uuid, store_id uuid,
        happened_at timestamptz, measure bigint, evidence jsonb)
      on conflict (tenant_id, rule, about) do update
        set measure = excluded.measure, evidence = excluded.evidence, happened_at = excluded.happened_at
        where watch_findings.state = 'open' and watch_findings.measure < excluded.measure`);
    return written.rowCount ?? 0;
  });
}
