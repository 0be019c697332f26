import { beforeAll, describe, expect, it } from "vitest";
import { type Ctx } from "@/server/kernel/ctx";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { repairForm } from "./queries/form";
import { repairById } from "./queries/repair";
import { turnaround } from "./queries/turnaround";
import { defaultPolicy } from "./rules/policy";
import { answerEstimate, estimateRepair, recordAnswer } from "./service/estimate-repair";
import { judgeRepair, overrideCoverage } from "./service/judge-repair";
import { moveItem } from "./service/note-repair";
import { saveRepairPolicy } from "./service/save-policy";
import { cancelRepair, stepRepair } from "./service/step-repair";
import {
  newRepairWorld,
  other,
  ask,
  parts,
  codeOf,
  emitted,
  audited,
  type RepairWorld,
} from "@/db/testing/repair-world";

describe("the way of a paid repair", () => {
  it("goes by estimate, the member's yes, work and hand-over, each step dated and told", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world, other);
    const at = (day: number) => ({ ...world.ctx, now: new Date(world.ctx.now.getTime() + day * 86_400_000) });
    await moveItem(at(1), { repairId, version: 1, place: "shop", accessories: "なし" });
    const quoted = await estimateRepair(at(2), { repairId, version: 2, lines: parts });
    expect(quoted).toEqual({ version: 3, estimateVersion: 1 });
    const seen = await repairById(world.me, repairId);
    expect(seen.estimates[0]).toMatchObject({
      totalYen: 30_800,
      taxYen: 2_800,
      validUntil: "2026-12-08",
      declineFeeYen: 3_300,
      state: "sent",
      madeBy: null,
    });
    await answerEstimate(
      { ...world.me, now: at(3).now },
      { repairId, version: 3, estimateVersion: 1, answer: "approve" },
    );
    await stepRepair(at(4), { repairId, version: 4, to: "in_repair", promisedOn: "2026-12-01" });
    await stepRepair(at(9), { repairId, version: 5, to: "ready" });
    await stepRepair(at(10), { repairId, version: 6, to: "done" });
    const done = await repairById(world.ctx, repairId);
    expect(done).toMatchObject({
      state: "done",
      closedAt: at(10).now,
      itemOutAt: at(10).now,
      promisedOn: "2026-12-01",
      dueAt: null,
      next: [],
    });
    expect(done.events.filter(({ kind }) => kind === "state").map(({ toState }) => toState)).toEqual([
      "done",
      "ready",
      "in_repair",
      "approved",
      "quoted",
      "received",
    ]);
    expect(await emitted(world.ctx)).toEqual(
      ["received", "quoted", "approved", "in_repair", "ready", "done"].map((state) => `repair.${state}`),
    );
    expect(await audited(world.ctx, "repairs.approve")).toMatchObject([
      {
        actorKind: "member",
        before: { state: "quoted" },
        after: { state: "approved", totalYen: 30_800, via: "my_page" },
      },
    ]);
    const figures = await turnaround(at(11), { from: "2026-11-20", to: "2026-12-05" });
    expect(figures).toMatchObject({ came: 1, done: 1, medianDays: 10 });
    expect(figures.byState.map(({ medianDays }) => medianDays)).toEqual([2, 1, 1, 5, 1]);
    expect(
      (await turnaround(at(11), { from: "2026-12-02", to: "2026-12-05" })).byState.map(({ stays }) => stays),
    ).toEqual([0, 0, 0, 0, 1]);
    expect(await codeOf(turnaround(at(11), { from: "2026-12-05", to: "2026-12-01" }))).toBe("invalid repairs.period");
  });

  it("cannot skip, go back or be taken by those who may not", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world, other);
    const step = (to: string, ctx = world.ctx, version = 1) =>
      codeOf(stepRepair(ctx, { repairId, version, to: to as "done", note: "確認" }));
    expect(await step("done")).toBe("refused repairs.step_not_allowed");
    expect(await step("in_repair")).toBe("refused repairs.step_not_allowed");
    expect(await step("quoted")).toBe("refused repairs.not_a_bare_step");
    expect(await step("approved")).toBe("refused repairs.needs_estimate");
    expect(await step("refused", world.me)).toBe("forbidden repairs.not_for_you");
    expect(await step("refused", world.as(staffActor({ role: "analyst" })))).toBe("forbidden repairs.not_for_you");
    expect(await step("refused", world.ctx, 9)).toBe("conflict repairs.changed_meanwhile");
    expect(await codeOf(stepRepair(world.ctx, { repairId, version: 1, to: "refused" }))).toBe(
      "invalid repairs.reason_needed",
    );
    await estimateRepair(world.ctx, { repairId, version: 1, lines: parts });
    expect(await step("approved", world.ctx, 2)).toBe("refused repairs.not_a_bare_step");
    expect(await step("declined", world.ctx, 2)).toBe("refused repairs.not_a_bare_step");
    expect(await step("refused", world.ctx, 2)).toBe("done");
    expect((await repairById(world.me, repairId)).estimates[0]?.state).toBe("voided");
    expect(await step("received", world.ctx, 3)).toBe("refused repairs.step_not_allowed");
  });

  it("under warranty needs no estimate", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world);
    expect(await codeOf(stepRepair(world.ctx, { repairId, version: 1, to: "approved" }))).toBe("done");
    await stepRepair(world.ctx, { repairId, version: 2, to: "in_repair" });
    // Opened, it turns out to cost after all.
    await overrideCoverage(world.ctx, { repairId, version: 3, coverage: "paid", reason: "改造の跡があるため" });
    await estimateRepair(world.ctx, { repairId, version: 4, lines: parts });
    expect((await repairById(world.ctx, repairId)).state).toBe("quoted");
  });
});

describe("an estimate", () => {
  let world: RepairWorld;
  let repairId = "";
  const answer = (ctx: Ctx, version: number, estimateVersion: number, said: "approve" | "decline" = "approve") =>
    codeOf(answerEstimate(ctx, { repairId, version, estimateVersion, answer: said }));
  beforeAll(async () => {
    world = await newRepairWorld();
    ({ repairId } = await ask(world, other));
    await estimateRepair(world.ctx, { repairId, version: 1, lines: parts, validUntil: "2026-11-25" });
  });

  it("is not agreed to by a mail's link, a neighbour, or another shop", async () => {
    expect(await answer(world.as({ kind: "link", memberId: world.memberId }), 2, 1)).toBe(
      "forbidden repairs.sign_in_first",
    );
    expect(await answer(world.as({ kind: "member", id: await newTestMember(world.ctx) }), 2, 1)).toBe(
      "not_found repairs.not_found",
    );
    expect(await answer((await newTestShop()).ctx, 2, 1)).toBe("not_found repairs.not_found");
    expect(await answer(world.as({ kind: "visitor" }), 2, 1)).toBe("forbidden repairs.not_for_you");
  });

  it("holds to the end of its last day and not longer; it can still be declined", async () => {
    const after = { ...world.me, now: new Date("2026-11-25T15:00:00Z") };
    expect(await answer(after, 2, 1)).toBe("refused repairs.estimate_expired");
    expect((await repairById(after, repairId)).estimates[0]?.hasExpired).toBe(true);
    expect((await repairById(world.me, repairId)).estimates[0]?.hasExpired).toBe(false);
    expect(
      await codeOf(estimateRepair(world.ctx, { repairId, version: 2, lines: parts, validUntil: "2026-11-21" })),
    ).toBe("invalid repairs.already_expired");
  });

  it("is voided by the next one, agreed to or not", async () => {
    await estimateRepair(world.ctx, { repairId, version: 2, lines: parts.slice(1), note: "部品代は不要でした" });
    expect(await answer(world.me, 2, 1)).toBe("conflict repairs.changed_meanwhile");
    expect(await answer(world.me, 3, 1)).toBe("conflict repairs.changed_meanwhile");
    expect(await answer(world.me, 3, 2)).toBe("done");
    await estimateRepair(world.ctx, { repairId, version: 4, lines: parts });
    const { estimates, state } = await repairById(world.me, repairId);
    expect([state, ...estimates.map((one) => `${one.version} ${one.state}`)]).toEqual([
      "quoted",
      "3 sent",
      "2 voided",
      "1 voided",
    ]);
    expect(estimates[1]).toMatchObject({ decidedVia: "my_page", totalYen: 8_800 });
  });

  it("is answered by telephone, with a note of who said what", async () => {
    const said = { repairId, version: 5, estimateVersion: 3, answer: "decline", via: "phone" } as const;
    expect(await codeOf(recordAnswer(world.ctx, { ...said, note: " " }))).toBe("invalid kernel.invalid_input");
    expect(await codeOf(recordAnswer(world.me, { ...said, note: "私です" }))).toBe("forbidden repairs.not_for_you");
    await recordAnswer(world.ctx, { ...said, note: "買い替えるとのこと" });
    const { state, estimates, closedAt } = await repairById(world.ctx, repairId);
    expect({ state, closedAt }).toEqual({ state: "declined", closedAt: world.ctx.now });
    expect(estimates[0]).toMatchObject({ state: "declined", decidedVia: "phone", decisionNote: "買い替えるとのこと" });
  });
});

describe("the judgement", () => {
  it("follows what was found, and a person with a reason goes before the rule", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world);
    await judgeRepair(world.ctx, { repairId, version: 1, cause: "drop" });
    expect(await repairById(world.ctx, repairId)).toMatchObject({ coverage: "paid", ruleReason: "excluded_drop" });
    expect(await codeOf(overrideCoverage(world.ctx, { repairId, version: 2, coverage: "warranty" }))).toBe(
      "invalid repairs.reason_needed",
    );
    await overrideCoverage(world.ctx, { repairId, version: 2, coverage: "warranty", reason: "配送時の破損と確認" });
    expect(await repairById(world.ctx, repairId)).toMatchObject({
      coverage: "warranty",
      ruleCoverage: "paid",
      overrideReason: "配送時の破損と確認",
    });
    expect((await repairById(world.me, repairId)).overrideReason).toBeNull();
    await judgeRepair(world.ctx, { repairId, version: 3, cause: "misuse" });
    expect(await repairById(world.ctx, repairId)).toMatchObject({
      coverage: "warranty",
      ruleReason: "excluded_misuse",
    });
    await overrideCoverage(world.ctx, { repairId, version: 4, coverage: null });
    expect(await repairById(world.ctx, repairId)).toMatchObject({
      coverage: "paid",
      overrideReason: null,
      overriddenAt: null,
    });
    expect(await audited(world.ctx, "repairs.override_coverage")).toHaveLength(2);
    expect(await codeOf(overrideCoverage(world.me, { repairId, version: 5, coverage: "warranty", reason: "x" }))).toBe(
      "forbidden repairs.not_for_you",
    );
    await cancelRepair(world.me, { repairId, version: 5 });
    expect(await codeOf(judgeRepair(world.ctx, { repairId, version: 6, cause: "drop" }))).toBe(
      "refused repairs.closed",
    );
  });

  it("is by the shop's own policy, which two people cannot save over each other", async () => {
    const world = await newRepairWorld();
    const policy = { ...defaultPolicy, excluded: [], diagnosticFeeYen: 0, isPickUpOffered: false };
    expect(await saveRepairPolicy(world.ctx, { revision: 0, policy })).toEqual({ revision: 1 });
    expect(await codeOf(saveRepairPolicy(world.ctx, { revision: 0, policy }))).toBe("conflict repairs.policy_changed");
    expect(await codeOf(saveRepairPolicy(world.as(staffActor({ role: "marketer" })), { revision: 1, policy }))).toBe(
      "forbidden repairs.not_for_you",
    );
    expect((await repairById(world.me, (await ask(world, { cause: "drop" })).repairId)).coverage).toBe("warranty");
    const pickUp = {
      way: "pick_up",
      postalCode: "1800004",
      prefecture: "東京都",
      city: "武蔵野市",
      addressLine: "1-1",
      on: "2026-12-01",
      window: "morning",
    } as const;
    expect(await codeOf(ask(world, { ...other, phone: "0422000001", handOver: pickUp }))).toBe(
      "refused repairs.no_pick_up",
    );
    expect((await repairForm(world.me, world.memberId)).pickUp).toBeNull();
  });
});

describe("taking a request back", () => {
  it("is the member's right until something was agreed", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world);
    expect(
      await codeOf(cancelRepair(world.as({ kind: "link", memberId: world.memberId }), { repairId, version: 1 })),
    ).toBe("forbidden repairs.not_for_you");
    await cancelRepair(world.me, { repairId, version: 1, note: "直りました" });
    expect((await repairById(world.ctx, repairId)).state).toBe("cancelled");
    const { repairId: again } = await ask(world);
    await stepRepair(world.ctx, { repairId: again, version: 1, to: "approved" });
    expect(await codeOf(cancelRepair(world.me, { repairId: again, version: 2 }))).toBe(
      "refused repairs.step_not_allowed",
    );
    const { repairId: quoted } = await ask(world, other);
    await estimateRepair(world.ctx, { repairId: quoted, version: 1, lines: parts });
    await cancelRepair(world.me, { repairId: quoted, version: 2 });
    expect((await repairById(world.me, quoted)).estimates[0]?.state).toBe("voided");
  });
});
