import type { Actor } from "@/server/kernel/ctx";
import type { TenantId } from "@/server/kernel/ids";

export type StaffActor = Extract<Actor, { kind: "staff" }>;

/** The signed-in staff member of this request at `tenant`, or null. */
export async function currentStaff(_tenant: TenantId): Promise<StaffActor | null> {
  return null;
}
