import { and, eq, inArray } from "drizzle-orm";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";

/** Names of colleagues by membership, also of those who work here no more; for lists that say who did something. */
export async function staffNames(ctx: Ctx, membershipIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(membershipIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await read(ctx, (tx) =>
    tx
      .select({ id: staffMemberships.id, name: staffAccounts.name })
      .from(staffMemberships)
      .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
      .where(and(eq(staffMemberships.tenantId, ctx.tenant), inArray(staffMemberships.id, ids))),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
