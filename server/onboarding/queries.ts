import { eq, sql } from "drizzle-orm";
import { setUpChoices } from "@/db/schema/onboarding";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { canSetUp, demand } from "./access";
import { type SetUpStep, setUpSteps } from "./input";
import { type SetUpProgress, setUpProgress } from "./rules/progress";

/** How far the shop's set-up has come, from what is there. Null for those who may not set it up, and for demonstrations. */
export async function setUpOf(ctx: Ctx): Promise<SetUpProgress | null> {
  if (canSetUp(ctx.actor) !== null || (await tenantOf(ctx)).isDemo) return null;
  return progressOf(ctx);
}

/** The same for the page of the set-up itself; demonstrations may be looked at there. Throws `forbidden`. */
export async function setUpInFull(ctx: Ctx): Promise<SetUpProgress> {
  demand(canSetUp(ctx.actor));
  return progressOf(ctx);
}

type Facts = Record<SetUpStep, boolean> & Record<string, unknown>;

async function progressOf(ctx: Ctx): Promise<SetUpProgress> {
  return read(ctx, async (tx) => {
    const { rows } = await tx.execute<Facts>(sql`
      select t.logo_file_id is not null as brand,
        exists (select from stores s where s.tenant_id = t.id and s.closed_at is null) as store,
        exists (select from point_programs p where p.tenant_id = t.id) as points,
        false as card,
        exists (select from members m where m.tenant_id = t.id) as import,
        exists (select from staff_invitations i where i.tenant_id = t.id)
          or (select count(*) from (select from staff_memberships m where m.tenant_id = t.id and m.removed_at is null limit 2) two) > 1
          as people,
        exists (select from campaigns c where c.tenant_id = t.id and c.current_version_id is not null) as campaign
      from tenants t where t.id = ${ctx.tenant}`);
    const choices = await tx.select().from(setUpChoices).where(eq(setUpChoices.tenantId, ctx.tenant));
    const found = rows[0];
    const facts = Object.fromEntries(setUpSteps.map((step) => [step, found?.[step] === true]));
    return setUpProgress(facts as Record<SetUpStep, boolean>, choices);
  });
}
