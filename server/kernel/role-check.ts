import { poolOf } from "./database";

/**
 * Refuses to serve as a superuser or with BYPASSRLS: both see through the tenant wall. Throws with what to set instead.
 * Migration is the one time when more rights are in order, and it does not come this way.
 */
export async function refuseSuperuser(): Promise<void> {
  for (const role of ["app", "batch"] as const) {
    const found = await poolOf(role).query<{ sees_all: boolean; name: string }>(
      "select rolsuper or rolbypassrls as sees_all, rolname as name from pg_roles where rolname = current_user",
    );
    if (found.rows[0]?.sees_all)
      throw new Error(
        `the ${role} role "${found.rows[0].name}" sees through the tenant wall: use a role without SUPERUSER and BYPASSRLS`,
      );
  }
}
