import { pointPrograms } from "@/db/schema/points";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canSetProgram, forbidUnless } from "../access";
import { type ProgramInput, programInput } from "../input";
import { type Program, programInForce } from "../queries";

/** Adds a version of the program, in force from `validFrom` (now when left out). What was earned before keeps its rule. */
export async function setProgram(ctx: Ctx, input: ProgramInput): Promise<Program> {
  forbidUnless(canSetProgram(ctx.actor));
  const { validFrom = ctx.now, ...rule } = parseInput(programInput, input);
  return inTransaction(ctx, async (t) => {
    const before = await programInForce(t, validFrom);
    const program = { id: newId(), validFrom, ...rule };
    await t.tx.insert(pointPrograms).values({ tenantId: t.tenant, createdAt: t.now, ...program });
    await audit(t, {
      action: "points.set_program",
      subject: { kind: "point_program", id: program.id },
      before: before.program,
      after: program,
    });
    return program;
  });
}
