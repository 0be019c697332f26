import { and, asc, desc, eq, isNull, or } from "drizzle-orm";
import { memberNotes, memberTagLinks, memberTags, memberViews } from "@/db/schema/member-desk";
import { memberKeys } from "@/db/schema/members";
import { actorId, type Ctx, read } from "@/server/kernel/ctx";
import { demand } from "@/server/tenancy/access";
import { canChangeNote, canDeleteNote, canSeeMembers } from "../access";
import { memberById } from "./find-member";
import { staffNames } from "./staff-names";

/** Notes on a member, newest first, with who wrote them and what the caller may do with each. Throws `forbidden`, `not_found`. */
export async function notesOf(ctx: Ctx, memberId: string) {
  demand(canSeeMembers(ctx.actor));
  await memberById(ctx, memberId);
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        noteId: memberNotes.id,
        text: memberNotes.text,
        authorId: memberNotes.authorId,
        createdAt: memberNotes.createdAt,
        editedAt: memberNotes.editedAt,
      })
      .from(memberNotes)
      .where(
        and(eq(memberNotes.tenantId, ctx.tenant), eq(memberNotes.memberId, memberId), isNull(memberNotes.deletedAt)),
      )
      .orderBy(desc(memberNotes.createdAt), desc(memberNotes.id))
      .limit(500),
  );
  const names = await staffNames(
    ctx,
    rows.map((row) => row.authorId),
  );
  return rows.map(({ authorId, ...row }) => ({
    ...row,
    author: (authorId && names.get(authorId)) || null,
    mayEdit: canChangeNote(ctx.actor, { authorId }) === null,
    mayDelete: canDeleteNote(ctx.actor, { authorId }) === null,
  }));
}

/** Every name a member is found by: the address and number of the profile, cards (the current one first), LINE, external id. */
export async function identitiesOf(ctx: Ctx, memberId: string) {
  const member = await memberById(ctx, memberId);
  const keys = await read(ctx, (tx) =>
    tx
      .select({
        kind: memberKeys.kind,
        value: memberKeys.value,
        since: memberKeys.createdAt,
        stoppedAt: memberKeys.stoppedAt,
      })
      .from(memberKeys)
      .where(and(eq(memberKeys.tenantId, ctx.tenant), eq(memberKeys.memberId, memberId)))
      .orderBy(asc(memberKeys.kind), desc(memberKeys.createdAt), asc(memberKeys.value))
      .limit(2_000),
  );
  const of = (kind: string) =>
    keys.filter((key) => key.kind === kind).map(({ value, since, stoppedAt }) => ({ value, since, stoppedAt }));
  return {
    email: member.email && { value: member.email, verifiedAt: member.emailVerifiedAt },
    phone: member.phone,
    memberNo: member.memberNo,
    cards: of("card").toSorted((a, b) => Number(b.value === member.memberNo) - Number(a.value === member.memberNo)),
    line: of("line"),
    externalId: member.externalId,
    systems: of("system"),
  };
}

/** The shop's tags by name. */
export async function tagsOfShop(ctx: Ctx) {
  demand(canSeeMembers(ctx.actor));
  return read(ctx, (tx) =>
    tx
      .select({ tagId: memberTags.id, name: memberTags.name })
      .from(memberTags)
      .where(and(eq(memberTags.tenantId, ctx.tenant), isNull(memberTags.archivedAt)))
      .orderBy(asc(memberTags.name), asc(memberTags.id)),
  );
}

/** Tags that a member bears. */
export async function tagsOf(ctx: Ctx, memberId: string) {
  demand(canSeeMembers(ctx.actor));
  return read(ctx, (tx) =>
    tx
      .select({ tagId: memberTags.id, name: memberTags.name })
      .from(memberTagLinks)
      .innerJoin(
        memberTags,
        and(
          eq(memberTags.tenantId, memberTagLinks.tenantId),
          eq(memberTags.id, memberTagLinks.tagId),
          isNull(memberTags.archivedAt),
        ),
      )
      .where(and(eq(memberTagLinks.tenantId, ctx.tenant), eq(memberTagLinks.memberId, memberId)))
      .orderBy(asc(memberTags.name)),
  );
}

/** Saved lists: everybody's, and the caller's own. */
export async function memberViewsFor(ctx: Ctx) {
  demand(canSeeMembers(ctx.actor));
  const own = actorId(ctx.actor);
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(memberViews)
      .where(
        and(
          eq(memberViews.tenantId, ctx.tenant),
          or(isNull(memberViews.ownerId), own ? eq(memberViews.ownerId, own) : undefined),
        ),
      )
      .orderBy(asc(memberViews.name), asc(memberViews.id)),
  );
  return rows.map((row) => ({
    viewId: row.id,
    name: row.name,
    query: row.query,
    isShared: row.ownerId === null,
    isMine: own !== null && row.createdBy === own,
  }));
}
