import { and, desc, eq } from "drizzle-orm";
import { auditLog } from "@/db/schema/kernel";
import { memberSessions } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { consentsOf, memberById } from "./find-member";

export type MemberMoment =
  | { kind: "joined"; at: Date; storeId: string | null }
  | { kind: "withdrawn"; at: Date }
  | { kind: "consent"; at: Date; channel: string; isGranted: boolean; source: string }
  | { kind: "sign_in"; at: Date }
  | { kind: "change"; at: Date; action: string; actorKind: string };

const shownActions = new Set(
  [
    "update_profile",
    "set_email",
    "set_password",
    "merge",
    "undo_merge",
    "add_identity",
    "remove_identity",
    "reissue_card",
    "add_tag",
    "remove_tag",
    "add_note",
    "export_person",
    "end_sessions",
  ].map((verb) => `members.${verb}`),
);

/** What the members module knows of a person's history, newest first: joining, consents, log-ins, changes. At most 200 of each. */
export async function memberMoments(ctx: Ctx, memberId: string): Promise<MemberMoment[]> {
  const member = await memberById(ctx, memberId);
  const consents = await consentsOf(ctx, memberId);
  const { sessions, changes } = await read(ctx, async (tx) => ({
    sessions: await tx
      .select({ at: memberSessions.createdAt })
      .from(memberSessions)
      .where(and(eq(memberSessions.tenantId, ctx.tenant), eq(memberSessions.memberId, memberId)))
      .orderBy(desc(memberSessions.createdAt))
      .limit(200),
    changes: await tx
      .select({ at: auditLog.at, action: auditLog.action, actorKind: auditLog.actorKind })
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, ctx.tenant), eq(auditLog.memberId, memberId)))
      .orderBy(desc(auditLog.at))
      .limit(200),
  }));
  const moments: MemberMoment[] = [
    { kind: "joined", at: member.joinedAt, storeId: member.joinedStoreId },
    ...(member.withdrawnAt ? [{ kind: "withdrawn" as const, at: member.withdrawnAt }] : []),
    ...consents.map(({ actorKind: _actorKind, ...consent }) => ({ kind: "consent" as const, ...consent })),
    ...sessions.map(({ at }) => ({ kind: "sign_in" as const, at })),
    ...changes
      .filter(({ action }) => shownActions.has(action))
      .map((change) => ({ kind: "change" as const, ...change })),
  ];
  return moments.sort((a, b) => b.at.getTime() - a.at.getTime());
}
