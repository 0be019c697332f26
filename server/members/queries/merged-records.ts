import { and, eq, inArray } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";

/** This record and all that were merged into it, by whatever way: what stayed with those is this person's as well. Asks nobody's permission. */
export async function recordsOf(ctx: Ctx, memberId: string): Promise<string[]> {
  const found = [memberId];
  let last = found;
  while (last.length > 0) {
    const into = last;
    const rows = await read(ctx, (tx) =>
      tx
        .select({ memberId: members.memberId })
        .from(members)
        .where(and(eq(members.tenantId, ctx.tenant), inArray(members.mergedIntoId, into))),
    );
    last = rows.flatMap((row) => (found.includes(row.memberId) ? [] : [row.memberId]));
    found.push(...last);
  }
  return found;
}
