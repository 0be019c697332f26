import { sql } from "drizzle-orm";
import { type Ctx, readOnce } from "@/server/kernel/ctx";
import type { EarnRule } from "../input";

export interface RulesInForce {
  version: number;
  validFrom: Date;
  rules: EarnRule[];
  /** Rules that were paused at that moment. */
  pausedRuleIds: ReadonlySet<string>;
}

type Row = { version: number; valid_from: string; rules: EarnRule[]; paused: string[] };

/**
 * The rules that count for what happens at `at`, or null before the first version: of the versions that have begun and were not
 * called off, the one that began last. One round trip. Part of verbs and queries that have authorised.
 */
export async function rulesAt(ctx: Ctx, at: Date): Promise<RulesInForce | null> {
  const instant = at.toISOString();
  const { rows } = await readOnce(ctx, `earn rules ${instant}`, (tx) =>
    tx.execute<Row>(sql`
      select s.version, s.valid_from, s.rules, coalesce((select jsonb_agg(distinct p.rule_id) from earn_rule_pauses p
          where p.tenant_id = s.tenant_id and p.paused_at <= ${instant} and (p.resumed_at is null or p.resumed_at > ${instant})), '[]') as paused
      from earn_rule_sets s
      where s.tenant_id = ${ctx.tenant} and s.valid_from <= ${instant} and s.cancelled_at is null
      order by s.valid_from desc, s.version desc limit 1`),
  );
  const [row] = rows;
  return row
    ? {
        version: row.version,
        validFrom: new Date(row.valid_from),
        rules: row.rules,
        pausedRuleIds: new Set(row.paused),
      }
    : null;
}
