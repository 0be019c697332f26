import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { memberTagLinks, memberTags } from "@/db/schema/member-desk";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError, violatedConstraint } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canRunBulk, canTagMembers } from "../access";
import { createTagInput, renameTagInput, tagOnMember, tagRef } from "../input";
import { lockMember } from "./key-holder";

const mostTags = 200;

async function namedOnce<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (violatedConstraint(error) === "member_tags_name")
      throw new DomainError("conflict", "members.tag_name_taken", { field: "name" }, { cause: error });
    throw error;
  }
}

/** The tag, held until the end of the transaction. Throws `not_found` also for one that was put away. */
export async function openTag(t: TxCtx, tagId: string) {
  const [tag] = await t.tx
    .select()
    .from(memberTags)
    .where(and(eq(memberTags.tenantId, t.tenant), eq(memberTags.id, tagId), isNull(memberTags.archivedAt)))
    .for("update");
  if (!tag) throw new DomainError("not_found", "members.tag");
  return tag;
}

/** Makes a label of the shop's own. Throws `conflict` for a name in use, `refused` beyond 200 of them. */
export async function createTag(ctx: Ctx, input: z.input<typeof createTagInput>): Promise<{ tagId: string }> {
  demand(canRunBulk(ctx.actor));
  const { name } = parseInput(createTagInput, input);
  return namedOnce(
    inTransaction(ctx, async (t) => {
      const open = await t.tx.$count(memberTags, and(eq(memberTags.tenantId, t.tenant), isNull(memberTags.archivedAt)));
      if (open >= mostTags) throw new DomainError("refused", "members.too_many_tags", { most: mostTags });
      const tagId = newId();
      await audit(t, { action: "members.create_tag", subject: { kind: "member_tag", id: tagId }, after: { name } });
      await t.tx.insert(memberTags).values({ tenantId: t.tenant, id: tagId, name, createdAt: t.now });
      return { tagId };
    }),
  );
}

/** Throws `conflict` for a name in use, `not_found`. */
export async function renameTag(ctx: Ctx, input: z.input<typeof renameTagInput>): Promise<void> {
  demand(canRunBulk(ctx.actor));
  const { tagId, name } = parseInput(renameTagInput, input);
  await namedOnce(
    inTransaction(ctx, async (t) => {
      const before = await openTag(t, tagId);
      if (before.name === name) return;
      await audit(t, {
        action: "members.rename_tag",
        subject: { kind: "member_tag", id: tagId },
        before: { name: before.name },
        after: { name },
      });
      await t.tx
        .update(memberTags)
        .set({ name })
        .where(and(eq(memberTags.tenantId, t.tenant), eq(memberTags.id, tagId)));
    }),
  );
}

/** Puts a label away: lists and members do not show it any more; `restoreTag` brings it back with everybody who bore it. */
export async function archiveTag(ctx: Ctx, input: z.input<typeof tagRef>): Promise<void> {
  demand(canRunBulk(ctx.actor));
  const { tagId } = parseInput(tagRef, input);
  await inTransaction(ctx, async (t) => {
    const before = await openTag(t, tagId);
    await audit(t, {
      action: "members.archive_tag",
      subject: { kind: "member_tag", id: tagId },
      before: { name: before.name },
    });
    await t.tx
      .update(memberTags)
      .set({ archivedAt: t.now })
      .where(and(eq(memberTags.tenantId, t.tenant), eq(memberTags.id, tagId)));
  });
}

/** Takes `archiveTag` back. Throws `conflict` when the name is another tag's by now, `not_found`. */
export async function restoreTag(ctx: Ctx, input: z.input<typeof tagRef>): Promise<void> {
  demand(canRunBulk(ctx.actor));
  const { tagId } = parseInput(tagRef, input);
  await namedOnce(
    inTransaction(ctx, async (t) => {
      await audit(t, { action: "members.restore_tag", subject: { kind: "member_tag", id: tagId } });
      const back = await t.tx
        .update(memberTags)
        .set({ archivedAt: null })
        .where(and(eq(memberTags.tenantId, t.tenant), eq(memberTags.id, tagId)))
        .returning({ id: memberTags.id });
      if (back.length === 0) throw new DomainError("not_found", "members.tag");
    }),
  );
}

/** Puts a tag on a member. Repeating it changes nothing. Throws `not_found` (member or tag), `refused` after withdrawal. */
export async function tagMember(ctx: Ctx, input: z.input<typeof tagOnMember>): Promise<{ isChanged: boolean }> {
  demand(canTagMembers(ctx.actor));
  const { memberId, tagId } = parseInput(tagOnMember, input);
  return inTransaction(ctx, async (t) => {
    const { name } = await openTag(t, tagId);
    const member = await lockMember(t, memberId);
    if (member.withdrawnAt) throw new DomainError("refused", "members.withdrawn");
    const made = await t.tx
      .insert(memberTagLinks)
      .values({
        tenantId: t.tenant,
        memberId,
        tagId,
        joinedAt: member.joinedAt,
        addedAt: t.now,
        addedBy: actorId(t.actor),
      })
      .onConflictDoNothing()
      .returning({ tagId: memberTagLinks.tagId });
    if (made.length > 0)
      await audit(t, {
        action: "members.add_tag",
        subject: { kind: "member_tag", id: tagId },
        memberId,
        after: { tag: name },
      });
    return { isChanged: made.length > 0 };
  });
}

/** Takes a tag off a member. Repeating it changes nothing. Throws `not_found` for a tag this shop does not have. */
export async function untagMember(ctx: Ctx, input: z.input<typeof tagOnMember>): Promise<{ isChanged: boolean }> {
  demand(canTagMembers(ctx.actor));
  const { memberId, tagId } = parseInput(tagOnMember, input);
  return inTransaction(ctx, async (t) => {
    const { name } = await openTag(t, tagId);
    await lockMember(t, memberId);
    const gone = await t.tx
      .delete(memberTagLinks)
      .where(
        and(
          eq(memberTagLinks.tenantId, t.tenant),
          eq(memberTagLinks.memberId, memberId),
          eq(memberTagLinks.tagId, tagId),
        ),
      )
      .returning({ tagId: memberTagLinks.tagId });
    if (gone.length > 0)
      await audit(t, {
        action: "members.remove_tag",
        subject: { kind: "member_tag", id: tagId },
        memberId,
        before: { tag: name },
      });
    return { isChanged: gone.length > 0 };
  });
}
