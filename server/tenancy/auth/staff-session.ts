import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { staffMemberships, staffSessions } from "@/db/schema/tenancy";
import type { Actor, StaffRole } from "@/server/kernel/ctx";
import type { Database } from "@/server/kernel/database";
import type { TenantId } from "@/server/kernel/ids";
import { sessionEnd, sessionTouchMs, staffSessionIdleMs, staffSessionLifeMs } from "../rules";

export type StaffActor = Extract<Actor, { kind: "staff" }>;

const live = (sessionId: string, now: Date) =>
  and(
    eq(staffSessions.id, sessionId),
    isNull(staffSessions.revokedAt),
    gt(staffSessions.expiresAt, now),
    eq(staffSessions.awaitsCode, false),
  );

/** The account of a session that has proven its first step and waits for the second. It opens nothing else. */
export async function accountAwaitingCode(db: Database, sessionId: string, now: Date): Promise<string | null> {
  const [row] = await db.transaction(null, "read", (tx) =>
    tx
      .select({ accountId: staffSessions.accountId })
      .from(staffSessions)
      .where(
        and(
          eq(staffSessions.id, sessionId),
          isNull(staffSessions.revokedAt),
          gt(staffSessions.expiresAt, now),
          eq(staffSessions.awaitsCode, true),
        ),
      ),
  );
  return row?.accountId ?? null;
}

/** The account of a session that is neither revoked nor over; its end slides with use. Null otherwise. */
export async function accountOfSession(db: Database, sessionId: string, now: Date): Promise<string | null> {
  const [row] = await db.transaction(null, "read", (tx) => tx.select().from(staffSessions).where(live(sessionId, now)));
  if (!row) return null;
  if (now.getTime() - row.lastSeenAt.getTime() > sessionTouchMs) {
    const expiresAt = sessionEnd(row.createdAt, now, staffSessionIdleMs, staffSessionLifeMs);
    await db.transaction(null, "write", (tx) =>
      tx.update(staffSessions).set({ lastSeenAt: now, expiresAt }).where(live(sessionId, now)),
    );
  }
  return row.accountId;
}

/** Who a session is at a shop, asked anew at each request: a removed membership, a changed role or a new rule counts at once. */
export async function staffOfSession(
  db: Database,
  tenant: TenantId,
  sessionId: string,
  now: Date,
): Promise<StaffActor | null> {
  const accountId = await accountOfSession(db, sessionId, now);
  if (!accountId) return null;
  const [row] = await db.transaction(tenant, "read", (tx) =>
    tx
      .select({ id: staffMemberships.id, role: staffMemberships.role, storeId: staffMemberships.storeId })
      .from(staffMemberships)
      .where(
        and(
          eq(staffMemberships.tenantId, tenant),
          eq(staffMemberships.accountId, accountId),
          isNull(staffMemberships.removedAt),
          // A shop that asks for a second step opens nothing to an account without one.
          sql`(not exists (select from access_settings s where s.tenant_id = ${tenant} and s.requires_totp)
            or exists (select from staff_totp t where t.account_id = ${accountId} and t.confirmed_at is not null))`,
        ),
      ),
  );
  // The check constraint of the table vouches for the role.
  return row ? { kind: "staff", id: row.id, accountId, role: row.role as StaffRole, storeId: row.storeId } : null;
}
