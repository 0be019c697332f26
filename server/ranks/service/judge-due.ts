import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { businessDay } from "../queries/business-day";
import { publishedVersions, versionOn } from "../queries/programs";
import { beginProgram } from "./begin-program";
import { settleRanks } from "./settle-ranks";

/** Members judged per transaction: few enough that a till never waits long for one of their locks. */
const membersPerPage = 2_000;

/**
 * Begins a version whose day has come, then judges everybody whose rank was kept until yesterday: it is kept for longer by what they
 * bought since, or falls. Page by page; what is done is no longer due, so it may be broken off and repeated. Returns how many were judged.
 */
export async function judgeDue(ctx: Ctx, pageSize = membersPerPage): Promise<number> {
  const today = await businessDay(ctx);
  const current = versionOn(await publishedVersions(ctx), today);
  if (!current) return 0;
  await inTransaction(ctx, (t) => beginProgram(t, current.programId));
  let judged = 0;
  for (;;) {
    const page = await inTransaction(ctx, async (t) => {
      const { rows } = await t.tx.execute<{ member_id: string }>(sql`
        select s.member_id from rank_standings s
        where s.tenant_id = ${t.tenant} and s.keeps_until < ${today}::date
        order by s.keeps_until limit ${pageSize}`);
      await settleRanks(
        t,
        rows.map((row) => row.member_id),
        today,
        "judgement",
      );
      return rows.length;
    });
    judged += page;
    if (page < pageSize) return judged;
  }
}
