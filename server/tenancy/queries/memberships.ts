import { sql } from "drizzle-orm";
import type { StaffRole } from "@/server/kernel/ctx";
import type { Database } from "@/server/kernel/database";

export interface Membership {
  tenantId: string;
  membershipId: string;
  role: StaffRole;
  slug: string;
  name: string;
  brandColor: string;
}

/** Where an account works, across shops; for the choice after sign-in. Only ever for the account that is signed in. */
export async function membershipsOf(db: Database, accountId: string): Promise<Membership[]> {
  const { rows } = await db.transaction(null, "read", (tx) =>
    tx.execute(sql`select tenant_id as "tenantId", membership_id as "membershipId", role, slug, name, brand_color as "brandColor"
      from goen.memberships_of_account(${accountId}::uuid)`),
  );
  return rows as unknown as Membership[];
}
