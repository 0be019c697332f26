import { counterExchangeInput } from "@/server/counter/input";
import { exchangeWithProof } from "@/server/counter/service";
import {
  cancelOrderInput,
  createRewardInput,
  exchangeInput,
  memberKey,
  orderList,
  ownCancelInput,
  rewardKey,
  rewardList,
  saveRewardInput,
  stepOrderInput,
} from "@/server/rewards/input";
import { catalogueFor, listRewards, rewardById } from "@/server/rewards/queries/catalogue";
import { listOrders, ordersOf } from "@/server/rewards/queries/orders";
import { exchangeReward } from "@/server/rewards/service/exchange-reward";
import { createReward, resumeReward, saveReward, stopReward } from "@/server/rewards/service/save-reward";
import { cancelOrder, stepOrder } from "@/server/rewards/service/step-order";
import { memberProcedure, permittedProcedure, router } from "../init";

const reader = permittedProcedure("rewards.read");
const editor = permittedProcedure("rewards.edit");
const counter = permittedProcedure("rewards.handle");

export const rewardsRouter = router({
  // The member, of their own.
  catalogue: memberProcedure.query(({ ctx }) => catalogueFor(ctx.goen, ctx.member.id)),
  myOrders: memberProcedure.query(({ ctx }) => ordersOf(ctx.goen, ctx.member.id)),
  exchange: memberProcedure
    .input(exchangeInput)
    .mutation(({ ctx, input }) => exchangeReward(ctx.goen, ctx.member.id, input)),
  cancelMine: memberProcedure
    .input(ownCancelInput)
    .mutation(({ ctx, input }) => cancelOrder(ctx.goen, { ...input, memberId: ctx.member.id })),

  // The counter.
  orders: counter.input(orderList).query(({ ctx, input }) => listOrders(ctx.goen, input)),
  ordersOf: counter.input(memberKey).query(({ ctx, input }) => ordersOf(ctx.goen, input.memberId)),
  catalogueFor: counter.input(memberKey).query(({ ctx, input }) => catalogueFor(ctx.goen, input.memberId)),
  exchangeFor: counter.input(counterExchangeInput).mutation(({ ctx, input }) => exchangeWithProof(ctx.goen, input)),
  step: counter.input(stepOrderInput).mutation(({ ctx, input }) => stepOrder(ctx.goen, input)),
  cancel: counter.input(cancelOrderInput).mutation(({ ctx, input }) => cancelOrder(ctx.goen, input)),

  // The desk.
  list: reader.input(rewardList).query(({ ctx, input }) => listRewards(ctx.goen, input)),
  byId: reader.input(rewardKey).query(({ ctx, input }) => rewardById(ctx.goen, input)),
  create: editor.input(createRewardInput).mutation(({ ctx, input }) => createReward(ctx.goen, input)),
  save: editor.input(saveRewardInput).mutation(({ ctx, input }) => saveReward(ctx.goen, input)),
  stop: editor.input(rewardKey).mutation(({ ctx, input }) => stopReward(ctx.goen, input)),
  resume: editor.input(rewardKey).mutation(({ ctx, input }) => resumeReward(ctx.goen, input)),
});
