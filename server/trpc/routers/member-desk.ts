import { z } from "zod";
import { personSources } from "@/server/jobs/registry";
import {
  addIdentityInput,
  addNoteInput,
  bulkRef,
  createTagInput,
  editNoteInput,
  memberFilter,
  memberRef,
  ownProof,
  ownWithdrawal,
  noteRef,
  reissueInput,
  removeIdentityInput,
  renameTagInput,
  saveViewInput,
  startBulkInput,
  tagOnMember,
  tagRef,
  viewRef,
  withdrawInput,
} from "@/server/members/input";
import { bulkRun, recentBulkRuns } from "@/server/members/queries/bulk-runs";
import { identitiesOf, memberViewsFor, notesOf, tagsOf, tagsOfShop } from "@/server/members/queries/desk";
import { exportPerson } from "@/server/members/queries/export-person";
import { sessionsOf } from "@/server/members/queries/sessions";
import { countMembers } from "@/server/members/queries/search-members";
import { startBulk, stopBulk, undoBulk } from "@/server/members/service/bulk";
import { addIdentity, reissueCard, removeIdentity } from "@/server/members/service/identities";
import { endSessions } from "@/server/members/service/end-sessions";
import { addNote, deleteNote, editNote, restoreNote } from "@/server/members/service/notes";
import { archiveTag, createTag, renameTag, restoreTag, tagMember, untagMember } from "@/server/members/service/tags";
import { deleteView, saveView } from "@/server/members/service/views";
import { exportSelf, withdrawSelf } from "@/server/members/service/own-exit";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import type { TrpcContext } from "../context";
import { memberProcedure, router, staffProcedure } from "../init";

const seesPersons = staffProcedure("owner", "marketer", "store_staff");
const desk = staffProcedure("owner", "marketer");

/** How the member shows that they still are who signed in. */
const ownProofOf = async (
  ctx: Pick<TrpcContext, "memberSession">,
  { presentPassword }: { presentPassword?: string | undefined },
) => ({
  sessionId: (await ctx.memberSession?.()) ?? null,
  origin: "my_page",
  ...(presentPassword ? { presentPassword } : {}),
});

export const memberDeskRouter = router({
  count: seesPersons.input(memberFilter).query(({ ctx, input }) => countMembers(ctx.goen, input)),
  views: seesPersons.query(({ ctx }) => memberViewsFor(ctx.goen)),
  saveView: seesPersons.input(saveViewInput).mutation(({ ctx, input }) => saveView(ctx.goen, input)),
  deleteView: seesPersons.input(viewRef).mutation(({ ctx, input }) => deleteView(ctx.goen, input)),

  tags: seesPersons.query(({ ctx }) => tagsOfShop(ctx.goen)),
  tagsOf: seesPersons.input(memberRef).query(({ ctx, input }) => tagsOf(ctx.goen, input.memberId)),
  createTag: desk.input(createTagInput).mutation(({ ctx, input }) => createTag(ctx.goen, input)),
  renameTag: desk.input(renameTagInput).mutation(({ ctx, input }) => renameTag(ctx.goen, input)),
  archiveTag: desk.input(tagRef).mutation(({ ctx, input }) => archiveTag(ctx.goen, input)),
  restoreTag: desk.input(tagRef).mutation(({ ctx, input }) => restoreTag(ctx.goen, input)),
  tag: seesPersons.input(tagOnMember).mutation(({ ctx, input }) => tagMember(ctx.goen, input)),
  untag: seesPersons.input(tagOnMember).mutation(({ ctx, input }) => untagMember(ctx.goen, input)),

  startBulk: desk.input(startBulkInput).mutation(({ ctx, input }) => startBulk(ctx.goen, input)),
  stopBulk: desk.input(bulkRef).mutation(({ ctx, input }) => stopBulk(ctx.goen, input)),
  undoBulk: desk.input(bulkRef).mutation(({ ctx, input }) => undoBulk(ctx.goen, input)),
  bulkRun: desk.input(bulkRef).query(({ ctx, input }) => bulkRun(ctx.goen, input)),
  bulkRuns: desk.query(({ ctx }) => recentBulkRuns(ctx.goen)),

  notes: seesPersons.input(memberRef).query(({ ctx, input }) => notesOf(ctx.goen, input.memberId)),
  addNote: seesPersons.input(addNoteInput).mutation(({ ctx, input }) => addNote(ctx.goen, input)),
  editNote: seesPersons.input(editNoteInput).mutation(({ ctx, input }) => editNote(ctx.goen, input)),
  deleteNote: seesPersons.input(noteRef).mutation(({ ctx, input }) => deleteNote(ctx.goen, input)),
  restoreNote: seesPersons.input(noteRef).mutation(({ ctx, input }) => restoreNote(ctx.goen, input)),

  identities: seesPersons.input(memberRef).query(({ ctx, input }) => identitiesOf(ctx.goen, input.memberId)),
  addIdentity: seesPersons.input(addIdentityInput).mutation(({ ctx, input }) => addIdentity(ctx.goen, input)),
  removeIdentity: seesPersons.input(removeIdentityInput).mutation(({ ctx, input }) => removeIdentity(ctx.goen, input)),
  reissueCard: seesPersons.input(reissueInput).mutation(({ ctx, input }) => reissueCard(ctx.goen, input)),

  sessions: seesPersons.input(memberRef).query(({ ctx, input }) => sessionsOf(ctx.goen, input.memberId)),
  endSession: seesPersons
    .input(memberRef.extend({ sessionId: z.uuid() }))
    .mutation(({ ctx, input }) => endSessions(ctx.goen, input)),

  // Mutations, because each leaves a line in the audit.
  withdraw: desk.input(withdrawInput).mutation(({ ctx, input }) => withdrawMember(ctx.goen, input)),
  exportPerson: desk.input(memberRef).mutation(({ ctx, input }) => exportPerson(ctx.goen, input, personSources)),
  // The member, of themself. Notes were written for colleagues: the shop gives them out on request.
  withdrawMe: memberProcedure
    .input(ownWithdrawal)
    .mutation(async ({ ctx, input }) => withdrawSelf(ctx.goen, await ownProofOf(ctx, input), input)),
  exportMe: memberProcedure.input(ownProof).mutation(async ({ ctx, input }) =>
    exportSelf(
      ctx.goen,
      await ownProofOf(ctx, input),
      personSources.filter(({ name }) => name !== "notes"),
    ),
  ),
});
