import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { pointPrograms } from "@/db/schema/points";
import { audit } from "@/server/kernel/audit";
import { type Ctx, forgetRead, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canSetProgram, forbidUnless } from "../access";
import { programRef } from "../input";

/** Takes back a version of the program that has not begun; what counts now goes on. Throws `not_found`, `refused` `points.program_begun`. */
export async function cancelProgram(ctx: Ctx, input: z.input<typeof programRef>): Promise<void> {
  forbidUnless(canSetProgram(ctx.actor));
  const { programId } = parseInput(programRef, input);
  await inTransaction(ctx, async (t) => {
    // As in `setProgram`: one change of the program at a time.
    await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('points.program' || ${t.tenant}, 0))`);
    const which = and(eq(pointPrograms.tenantId, t.tenant), eq(pointPrograms.id, programId));
    const [program] = await t.tx.select().from(pointPrograms).where(which);
    if (!program) throw new DomainError("not_found", "points.program");
    if (program.validFrom <= t.now) throw new DomainError("refused", "points.program_begun");
    await t.tx.delete(pointPrograms).where(which);
    forgetRead(t, "programs");
    const { tenantId: _tenant, createdAt: _createdAt, ...before } = program;
    await audit(t, {
      action: "points.cancel_program",
      subject: { kind: "point_program", id: programId },
      before,
    });
  });
}
