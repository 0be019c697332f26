import { and, eq, gt, isNull } from "drizzle-orm";
import { memberSessions, members } from "@/db/schema/members";
import type { Actor } from "@/server/kernel/ctx";
import type { Database } from "@/server/kernel/database";
import type { TenantId } from "@/server/kernel/ids";
import { isUuid } from "@/server/kernel/ids";
import { isSignatureValid, sign } from "@/server/kernel/signing";
import { sessionEnd, sessionTouchMs } from "@/server/tenancy/rules";
import { linkVisitMs, memberSessionIdleMs, memberSessionLifeMs } from "../rules/links";

export type MemberActor = Extract<Actor, { kind: "member" }>;
export type LinkActor = Extract<Actor, { kind: "link" }>;

/** Who a session is at a shop, asked anew at each request; its end slides with use. Null when revoked, over, or the member has left. */
export async function memberOfSession(
  db: Database,
  tenant: TenantId,
  sessionId: string,
  now: Date,
): Promise<MemberActor | null> {
  const live = and(
    eq(memberSessions.tenantId, tenant),
    eq(memberSessions.id, sessionId),
    isNull(memberSessions.revokedAt),
    gt(memberSessions.expiresAt, now),
  );
  const [row] = await db.transaction(tenant, "read", (tx) =>
    tx
      .select({
        memberId: memberSessions.memberId,
        createdAt: memberSessions.createdAt,
        lastSeenAt: memberSessions.lastSeenAt,
      })
      .from(memberSessions)
      .innerJoin(
        members,
        and(eq(members.tenantId, memberSessions.tenantId), eq(members.memberId, memberSessions.memberId)),
      )
      .where(and(live, isNull(members.withdrawnAt))),
  );
  if (!row) return null;
  if (now.getTime() - row.lastSeenAt.getTime() > sessionTouchMs) {
    const expiresAt = sessionEnd(row.createdAt, now, memberSessionIdleMs, memberSessionLifeMs);
    await db.transaction(tenant, "write", (tx) =>
      tx.update(memberSessions).set({ lastSeenAt: now, expiresAt }).where(live),
    );
  }
  return { kind: "member", id: row.memberId };
}

const purpose = "link-visit";

/** Seals that a browser followed a link of ours to this member, for thirty minutes. */
export function sealLinkVisit(tenant: TenantId, memberId: string, now: Date): string {
  const text = `${tenant}.${memberId}.${now.getTime() + linkVisitMs}`;
  return `${text}.${sign(purpose, text)}`;
}

/** Who followed a link to this shop: null when the seal is altered, another shop's or too old. */
export function linkOfSeal(tenant: TenantId, sealed: string | undefined, now: Date): LinkActor | null {
  const [shop, memberId = "", until, signature = "", ...rest] = (sealed ?? "").split(".");
  if (rest.length > 0 || shop !== tenant || !isUuid(memberId) || !(Number(until) > now.getTime())) return null;
  return isSignatureValid(purpose, `${shop}.${memberId}.${until}`, signature) ? { kind: "link", memberId } : null;
}
