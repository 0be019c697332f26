import { desc, eq, isNull, and } from "drizzle-orm";
import { earnDrafts, earnRuleSets } from "@/db/schema/earning";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { EarnRule } from "../input";

export interface Draft {
  rules: EarnRule[];
  /** 0 while there is none of its own: then it is what was published last. */
  revision: number;
  updatedAt: Date | null;
}

/** The draft, or the newest version to begin one from. Part of verbs and queries that have authorised. */
export async function draftOf(ctx: Ctx): Promise<Draft> {
  return read(ctx, async (tx) => {
    const [draft] = await tx.select().from(earnDrafts).where(eq(earnDrafts.tenantId, ctx.tenant));
    if (draft) return { rules: draft.rules as EarnRule[], revision: draft.revision, updatedAt: draft.updatedAt };
    const [newest] = await tx
      .select({ rules: earnRuleSets.rules })
      .from(earnRuleSets)
      .where(and(eq(earnRuleSets.tenantId, ctx.tenant), isNull(earnRuleSets.cancelledAt)))
      .orderBy(desc(earnRuleSets.version))
      .limit(1);
    return { rules: (newest?.rules ?? []) as EarnRule[], revision: 0, updatedAt: null };
  });
}
