import { and, count, desc, eq, gt, isNull } from "drizzle-orm";
import { staffRecoveryCodes, staffTotp } from "@/db/schema/access";
import { staffSessions } from "@/db/schema/tenancy";
import type { Door } from "../auth/door";
import { ownAccount } from "../auth/own-session";
import { deviceOf } from "../rules";
import { membershipsOf } from "./memberships";

/** What somebody sees of their own account. Throws `unauthenticated`. */
export async function ownAccountPage(door: Door, sessionId: string | null) {
  const account = await ownAccount(door, sessionId);
  const [shops, [totp], [codes], sessions] = await Promise.all([
    membershipsOf(door.db, account.id),
    door.db.transaction(null, "read", (tx) => tx.select().from(staffTotp).where(eq(staffTotp.accountId, account.id))),
    door.db.transaction(null, "read", (tx) =>
      tx
        .select({ left: count() })
        .from(staffRecoveryCodes)
        .where(and(eq(staffRecoveryCodes.accountId, account.id), isNull(staffRecoveryCodes.usedAt))),
    ),
    door.db.transaction(null, "read", (tx) =>
      tx
        .select()
        .from(staffSessions)
        .where(
          and(
            eq(staffSessions.accountId, account.id),
            isNull(staffSessions.revokedAt),
            gt(staffSessions.expiresAt, door.now),
            eq(staffSessions.awaitsCode, false),
          ),
        )
        .orderBy(desc(staffSessions.lastSeenAt))
        .limit(100),
    ),
  ]);
  return {
    name: account.name,
    email: account.emailNormalised,
    locale: account.locale === "en" ? ("en" as const) : ("ja" as const),
    hasPassword: account.passwordHash !== null,
    passwordSetAt: account.passwordSetAt,
    totpSince: totp?.confirmedAt ?? null,
    recoveryCodesLeft: codes?.left ?? 0,
    shops,
    sessions: sessions.map(({ id, createdAt, lastSeenAt, userAgent }) => ({
      sessionId: id,
      createdAt,
      lastSeenAt,
      isThis: id === sessionId,
      ...deviceOf(userAgent),
    })),
  };
}
