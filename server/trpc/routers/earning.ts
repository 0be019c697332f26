import { z } from "zod";
import {
  cancelVersionInput,
  dryRunInput,
  pauseRuleInput,
  publishInput,
  removeRuleInput,
  saveRuleInput,
} from "@/server/earning/input";
import { rulesDesk } from "@/server/earning/queries/desk";
import { dryRun } from "@/server/earning/queries/dry-run";
import { promisesOf, whyOf } from "@/server/earning/queries/why";
import { discardDraft, removeRule, saveRule } from "@/server/earning/service/edit-draft";
import { pauseRule } from "@/server/earning/service/pause-rule";
import { cancelVersion, publishRules } from "@/server/earning/service/publish-rules";
import { memberProcedure, router, staffProcedure } from "../init";

const desk = staffProcedure("owner", "marketer");
const readers = staffProcedure("owner", "marketer", "analyst");

export const earningRouter = router({
  desk: readers.query(({ ctx }) => rulesDesk(ctx.goen)),
  dryRun: readers.input(dryRunInput).query(({ ctx, input }) => dryRun(ctx.goen, input)),
  saveRule: desk.input(saveRuleInput).mutation(({ ctx, input }) => saveRule(ctx.goen, input)),
  removeRule: desk.input(removeRuleInput).mutation(({ ctx, input }) => removeRule(ctx.goen, input)),
  discardDraft: desk.mutation(({ ctx }) => discardDraft(ctx.goen)),
  publish: desk.input(publishInput).mutation(({ ctx, input }) => publishRules(ctx.goen, input)),
  cancelVersion: desk.input(cancelVersionInput).mutation(({ ctx, input }) => cancelVersion(ctx.goen, input)),
  pauseRule: desk.input(pauseRuleInput).mutation(({ ctx, input }) => pauseRule(ctx.goen, input)),

  /** Why purchases earned what they earned. */
  why: memberProcedure
    .input(z.object({ purchaseIds: z.array(z.uuid()).max(100) }))
    .query(({ ctx, input }) => whyOf(ctx.goen, ctx.member.id, input.purchaseIds)),
  myPromises: memberProcedure.query(({ ctx }) => promisesOf(ctx.goen, ctx.member.id)),
  whyOfMember: staffProcedure()
    .input(z.object({ memberId: z.uuid(), purchaseIds: z.array(z.uuid()).max(100) }))
    .query(({ ctx, input }) => whyOf(ctx.goen, input.memberId, input.purchaseIds)),
});
