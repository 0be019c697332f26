import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { memberNotes } from "@/db/schema/member-desk";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canChangeNote, canDeleteNote, canWriteNotes } from "../access";
import { addNoteInput, editNoteInput, noteRef } from "../input";
import { lockMember } from "./key-holder";

const thisNote = (t: TxCtx, memberId: string, noteId: string) =>
  and(eq(memberNotes.tenantId, t.tenant), eq(memberNotes.memberId, memberId), eq(memberNotes.id, noteId));

async function lockNote(t: TxCtx, memberId: string, noteId: string) {
  const [note] = await t.tx
    .select()
    .from(memberNotes)
    .where(thisNote(t, memberId, noteId))
    .for("update");
  if (!note) throw new DomainError("not_found", "members.note");
  return note;
}

// The audit says that a note was written, changed or deleted, not what it says: notes are erased at withdrawal, the audit is not.
const auditNote = (
  t: TxCtx,
  action: "add_note" | "edit_note" | "delete_note" | "restore_note",
  memberId: string,
  noteId: string,
) => audit(t, { action: `members.${action}`, subject: { kind: "member_note", id: noteId }, memberId });

/** Writes down what staff should know about a member. Throws `not_found`, `refused` after withdrawal. */
export async function addNote(ctx: Ctx, input: z.input<typeof addNoteInput>): Promise<{ noteId: string }> {
  demand(canWriteNotes(ctx.actor));
  const { memberId, text } = parseInput(addNoteInput, input);
  return inTransaction(ctx, async (t) => {
    const member = await lockMember(t, memberId);
    if (member.withdrawnAt) throw new DomainError("refused", "members.withdrawn");
    const noteId = newId();
    await auditNote(t, "add_note", memberId, noteId);
    await t.tx
      .insert(memberNotes)
      .values({ tenantId: t.tenant, memberId, id: noteId, text, authorId: actorId(t.actor), createdAt: t.now });
    return { noteId };
  });
}

/** Changes one's own note. Throws `forbidden` for a colleague's, `not_found` also for a deleted one. */
export async function editNote(ctx: Ctx, input: z.input<typeof editNoteInput>): Promise<void> {
  demand(canWriteNotes(ctx.actor));
  const { memberId, noteId, text } = parseInput(editNoteInput, input);
  await inTransaction(ctx, async (t) => {
    const note = await lockNote(t, memberId, noteId);
    if (note.deletedAt) throw new DomainError("not_found", "members.note");
    demand(canChangeNote(t.actor, note));
    if (note.text === text) return;
    await auditNote(t, "edit_note", memberId, noteId);
    await t.tx
      .update(memberNotes)
      .set({ text, editedAt: t.now })
      .where(thisNote(t, memberId, noteId));
  });
}

/** Takes a note away; `restoreNote` brings it back. Repeating it changes nothing. Throws `forbidden`, `not_found`. */
export async function deleteNote(ctx: Ctx, input: z.input<typeof noteRef>): Promise<void> {
  demand(canWriteNotes(ctx.actor));
  const { memberId, noteId } = parseInput(noteRef, input);
  await inTransaction(ctx, async (t) => {
    const note = await lockNote(t, memberId, noteId);
    demand(canDeleteNote(t.actor, note));
    if (note.deletedAt) return;
    await auditNote(t, "delete_note", memberId, noteId);
    await t.tx
      .update(memberNotes)
      .set({ deletedAt: t.now, deletedBy: actorId(t.actor) })
      .where(thisNote(t, memberId, noteId));
  });
}

/** Takes a deletion back. Repeating it changes nothing. Throws `forbidden`, `not_found`. */
export async function restoreNote(ctx: Ctx, input: z.input<typeof noteRef>): Promise<void> {
  demand(canWriteNotes(ctx.actor));
  const { memberId, noteId } = parseInput(noteRef, input);
  await inTransaction(ctx, async (t) => {
    const note = await lockNote(t, memberId, noteId);
    demand(canDeleteNote(t.actor, note));
    if (!note.deletedAt) return;
    await auditNote(t, "restore_note", memberId, noteId);
    await t.tx
      .update(memberNotes)
      .set({ deletedAt: null, deletedBy: null })
      .where(thisNote(t, memberId, noteId));
  });
}
