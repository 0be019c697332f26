import type { DemoPerson } from "@/db/seed/people";
import { findDuplicates } from "@/server/identity/service/find-duplicates";
import type { Ctx } from "@/server/kernel/ctx";
import { importMembers } from "@/server/members/service/import-members";

/** Three people who have a card from the counter beside the one they registered online, as every real shop has them. */
export async function seedDuplicates(ctx: Ctx, people: readonly DemoPerson[]): Promise<void> {
  const twice = people.slice(10, 13);
  await importMembers(
    ctx,
    twice.map(({ email: _email, phone: _phone, allowsMail: _allowsMail, ...person }) => ({
      ...person,
      externalId: `${person.externalId}-B`,
    })),
  );
  await findDuplicates(ctx, true);
}
