import { sql } from "drizzle-orm";
import type { StaffRole } from "@/server/kernel/ctx";
import type { Database, Tx } from "@/server/kernel/database";

export interface Membership {
  tenantId: string;
  membershipId: string;
  role: StaffRole;
  slug: string;
  name: string;
  nameLatin: string;
  brandColor: string;
  logoFileId: string | null;
  /** The shop asks for a second step at sign-in and the account has none: nothing opens there before it has. */
  needsTotp: boolean;
}

/** Where an account works, across shops; for the choice after sign-in. Only ever for the account that is signed in. */
export const membershipsOf = (db: Database, accountId: string): Promise<Membership[]> =>
  db.transaction(null, "read", (tx) => membershipsIn(tx, accountId));

/** The same inside a transaction. */
export async function membershipsIn(tx: Tx, accountId: string): Promise<Membership[]> {
  const { rows } =
    await tx.execute(sql`select tenant_id as "tenantId", membership_id as "membershipId", role, slug, name, brand_color as "brandColor",
      (select t.logo_file_id from tenants t where t.id = tenant_id) as "logoFileId",
      (select t.name_latin from tenants t where t.id = tenant_id) as "nameLatin",
      tenant_id in (select s.tenant_id from goen.totp_shops_of_account(${accountId}::uuid) s)
        and not exists (select from staff_totp t where t.account_id = ${accountId}::uuid and t.confirmed_at is not null) as "needsTotp"
    from goen.memberships_of_account(${accountId}::uuid)`);
  return rows as unknown as Membership[];
}
