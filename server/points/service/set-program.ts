import { sql } from "drizzle-orm";
import { pointPrograms } from "@/db/schema/points";
import { audit } from "@/server/kernel/audit";
import { type Ctx, forgetRead, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canSetProgram, forbidUnless } from "../access";
import { type ProgramInput, programInput } from "../input";
import { type Program, programAt, programsOf } from "../queries";
import { programsRevision } from "../rules/programs-revision";

/**
 * Adds a version of the program, in force from `validFrom` (now when left out). What was earned before keeps its rule. Throws `conflict`
 * (`points.program_changed`) when somebody added or took back a version since the form was opened.
 */
export async function setProgram(ctx: Ctx, input: ProgramInput): Promise<Program & { revision: string }> {
  forbidUnless(canSetProgram(ctx.actor));
  const { validFrom = ctx.now, revision, ...rule } = parseInput(programInput, input);
  return inTransaction(ctx, async (t) => {
    // Two who set the program at once wait for each other: delete this line and both get through with one revision.
    await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('points.program' || ${t.tenant}, 0))`);
    forgetRead(t, "programs");
    const { programs } = await programsOf(t);
    if (revision !== undefined && programsRevision(programs) !== revision)
      throw new DomainError("conflict", "points.program_changed");
    const before = programAt(programs, validFrom);
    const program = { id: newId(), validFrom, ...rule };
    await t.tx.insert(pointPrograms).values({ tenantId: t.tenant, createdAt: t.now, ...program });
    forgetRead(t, "programs");
    await audit(t, {
      action: "points.set_program",
      subject: { kind: "point_program", id: program.id },
      before,
      after: program,
    });
    return { ...program, revision: programsRevision([...programs, program]) };
  });
}
