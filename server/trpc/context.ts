import type { Database } from "@/server/kernel/database";
import type { Ctx } from "@/server/kernel/ctx";
import type { TenantRow } from "@/server/kernel/gate";
import type { TenantId } from "@/server/kernel/ids";
import type { StaffActor } from "@/server/tenancy/auth/session";
import type { LinkActor, MemberActor } from "@/server/members/auth/session";

/** What a request brings: the shop of its address, and whoever is signed in there (looked up only when a procedure asks). */
export interface TrpcContext {
  shop: TenantRow & { id: TenantId };
  db: Database;
  now: Date;
  requestId: string;
  staff: () => Promise<StaffActor | null>;
  member: () => Promise<MemberActor | null>;
  /** The id of the member's session: how long ago they signed in matters to what cannot be taken back. */
  memberSession?: () => Promise<string | null>;
  link: () => Promise<LinkActor | null>;
  /** From where the request came, where it came by the network. */
  client?: Ctx["client"];
}
