import { safeguardsInput } from "@/server/points/input";
import { safeguardsOf, setSafeguards } from "@/server/points/service/safeguards";
import {
  approvalList,
  approvalRef,
  askInput,
  claimFor,
  claimInput,
  decisionInput,
  findingList,
  findingRef,
  findingStep,
  freezeInput,
  ruleInput,
  ruleTrial,
  staffCardInput,
} from "@/server/watch/input";
import { approvalsOf } from "@/server/watch/queries/approvals";
import { findingById, findingsOf, staffCardsOf } from "@/server/watch/queries/findings";
import { tryRule, watchRulesOf } from "@/server/watch/queries/rules";
import { askApproval, decideApproval, withdrawApproval } from "@/server/watch/service/approvals";
import { claimReceipt } from "@/server/watch/service/claim-receipt";
import { freezeCard, judgeFinding, markStaffCard, setWatchRule } from "@/server/watch/service/findings";
import { memberProcedure, permittedProcedure, router } from "../init";

const adjusts = permittedProcedure("points.adjust");
const watches = permittedProcedure("watch.read");
const acts = permittedProcedure("watch.act");

export const watchRouter = router({
  // Four eyes.
  ask: adjusts.input(askInput).mutation(({ ctx, input }) => askApproval(ctx.goen, input)),
  approvals: adjusts.input(approvalList).query(({ ctx, input }) => approvalsOf(ctx.goen, input)),
  decide: permittedProcedure("points.approve")
    .input(decisionInput)
    .mutation(({ ctx, input }) => decideApproval(ctx.goen, input)),
  withdraw: adjusts.input(approvalRef).mutation(({ ctx, input }) => withdrawApproval(ctx.goen, input)),
  safeguards: permittedProcedure("points.program").query(({ ctx }) => safeguardsOf(ctx.goen)),
  setSafeguards: permittedProcedure("settings.edit")
    .input(safeguardsInput)
    .mutation(({ ctx, input }) => setSafeguards(ctx.goen, input)),

  // The fraud watch.
  findings: watches.input(findingList).query(({ ctx, input }) => findingsOf(ctx.goen, input)),
  finding: watches.input(findingRef).query(({ ctx, input }) => findingById(ctx.goen, input)),
  judge: acts.input(findingStep).mutation(({ ctx, input }) => judgeFinding(ctx.goen, input)),
  freeze: acts.input(freezeInput).mutation(({ ctx, input }) => freezeCard(ctx.goen, input)),
  rules: watches.query(({ ctx }) => watchRulesOf(ctx.goen)),
  tryRule: watches.input(ruleTrial).query(({ ctx, input }) => tryRule(ctx.goen, input)),
  setRule: permittedProcedure("watch.rules")
    .input(ruleInput)
    .mutation(({ ctx, input }) => setWatchRule(ctx.goen, input)),
  staffCards: watches.query(({ ctx }) => staffCardsOf(ctx.goen)),
  markStaffCard: acts.input(staffCardInput).mutation(({ ctx, input }) => markStaffCard(ctx.goen, input)),

  // Receipts of sales without a card.
  /** How many days back; 0: the shop does not offer it. */
  lateGrants: memberProcedure.query(async ({ ctx }) => ({ days: (await safeguardsOf(ctx.goen)).lateGrantDays })),
  claimMine: memberProcedure
    .input(claimInput)
    .mutation(({ ctx, input }) => claimReceipt(ctx.goen, { ...input, memberId: ctx.member.id })),
  claimFor: permittedProcedure("purchases.record")
    .input(claimFor)
    .mutation(({ ctx, input }) => claimReceipt(ctx.goen, input)),
});
