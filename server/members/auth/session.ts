import type { Actor } from "@/server/kernel/ctx";
import type { TenantId } from "@/server/kernel/ids";

export type MemberActor = Extract<Actor, { kind: "member" }>;
export type LinkActor = Extract<Actor, { kind: "link" }>;

/** The signed-in member of this request at `tenant`, or null. */
export async function currentMember(_tenant: TenantId): Promise<MemberActor | null> {
  return null;
}

/** Whoever followed a signed link to `tenant` within its life, or null. */
export async function currentLink(_tenant: TenantId): Promise<LinkActor | null> {
  return null;
}
