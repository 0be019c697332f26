import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";

/** The record that a merged one went into at last, whatever the way there; null for one that was not merged. Asks nobody's permission. */
export async function survivorOf(ctx: Ctx, memberId: string): Promise<string | null> {
  const into = async (id: string) => {
    const [row] = await read(ctx, (tx) =>
      tx
        .select({ into: members.mergedIntoId })
        .from(members)
        .where(and(eq(members.tenantId, ctx.tenant), eq(members.memberId, id))),
    );
    return row?.into ?? null;
  };
  let last = await into(memberId);
  for (let next = last; next !== null; next = await into(next)) last = next;
  return last;
}
