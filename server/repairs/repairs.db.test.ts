import { and, eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { auditLog, outboxEvents } from "@/db/schema/kernel";
import { insertProduct, insertStore } from "@/db/testing/factories";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { fileById, saveImage } from "@/server/kernel/files";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, type TestShop } from "@/server/kernel/testing";
import { beginWarranties, voidWarranties } from "@/server/warranties/service";
import { warrantiesOf } from "@/server/warranties/queries";
import type { OwnRequest } from "./input";
import { repairBoard, repairCounts } from "./queries/board";
import { findByNumber, repairsOf, repairState } from "./queries/find-repair";
import { repairForm } from "./queries/form";
import { repairById } from "./queries/repair";
import { slipOf } from "./queries/slip";
import { turnaround } from "./queries/turnaround";
import { defaultPolicy } from "./rules/policy";
import { answerEstimate, estimateRepair, recordAnswer } from "./service/estimate-repair";
import { judgeRepair, overrideCoverage } from "./service/judge-repair";
import { addRepairPhotos, moveItem, noteOnRepair } from "./service/note-repair";
import { drawReceiptNumber, requestRepair, takeInRepair } from "./service/request-repair";
import { saveRepairPolicy } from "./service/save-policy";
import { cancelRepair, stepRepair } from "./service/step-repair";

interface World extends TestShop {
  memberId: string;
  me: Ctx;
  storeId: string;
  productId: string;
  warrantyId: string;
  purchaseLineId: string;
}

/** A shop with a store, and a member whose refrigerator is under warranty until the end of November 2026. */
async function newWorld(quantity = 1): Promise<World> {
  const shop = await newTestShop();
  const memberId = await newTestMember(shop.ctx, { phoneNormalised: "+819012345678" });
  const [storeId, productId, purchaseLineId] = [newId(), newId(), newId()];
  await inTransaction(shop.ctx, async (t) => {
    await insertStore(t.tx, { tenantId: t.tenant, id: storeId, name: "吉祥寺本店" });
    await insertProduct(t.tx, { tenantId: t.tenant, id: productId, name: "冷蔵庫 HR-2200", warrantyMonths: 12 });
  });
  await beginWarranties(shop.ctx, [
    { memberId, purchaseLineId, productId, quantity, startsOn: "2025-12-01", warrantyMonths: 12 },
  ]);
  const [warranty] = await warrantiesOf(shop.ctx, memberId);
  const me = shop.as({ kind: "member", id: memberId });
  return { ...shop, memberId, me, storeId, productId, purchaseLineId, warrantyId: warranty?.warrantyId ?? "" };
}

const complaint = (world: World, overrides: Partial<OwnRequest> = {}): OwnRequest => ({
  key: newId(),
  product: { by: "warranty", warrantyId: world.warrantyId },
  symptom: "not_cold",
  cause: "unknown",
  description: "昨日から冷えません 🧊",
  noticed: "this_week",
  handOver: { way: "store", storeId: world.storeId },
  contactWay: "mail",
  ...overrides,
});
const other = { product: { by: "other", name: "ラジオ RX-1" } } as const;
const ask = (world: World, overrides: Partial<OwnRequest> = {}) =>
  requestRepair(world.me, world.memberId, complaint(world, overrides));
const parts = [
  { kind: "parts" as const, description: "コンプレッサー", amountYen: 22_000 },
  { kind: "labour" as const, description: "交換作業", amountYen: 8_800 },
];
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string; reason?: string }) => `${error.code} ${error.reason}`,
  );
const emitted = async (ctx: Ctx) =>
  (
    await read(ctx, (tx) =>
      tx
        .select({ name: outboxEvents.name })
        .from(outboxEvents)
        .where(eq(outboxEvents.tenantId, ctx.tenant))
        .orderBy(outboxEvents.id),
    )
  ).map(({ name }) => name);
const audited = (ctx: Ctx, action: string) =>
  read(ctx, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, ctx.tenant), eq(auditLog.action, action))),
  );

describe("asking for a repair", () => {
  it("gives a receipt, judges by the rule, tells the rest of the house, and is one request however often it is sent", async () => {
    const world = await newWorld();
    const wanted = complaint(world);
    const [first, second] = await Promise.all([
      requestRepair(world.me, world.memberId, wanted),
      requestRepair(world.me, world.memberId, wanted),
    ]);
    expect(second).toEqual(first);
    const repair = await repairById(world.me, first.repairId);
    expect(repair).toMatchObject({
      state: "received",
      receiptNo: first.receiptNo,
      productName: "冷蔵庫 HR-2200",
      coverage: "warranty",
      ruleReason: "in_warranty",
      storeName: "吉祥寺本店",
      source: "my_page",
      next: ["cancelled"],
    });
    expect(repair.dueAt).toEqual(new Date(world.ctx.now.getTime() + 3 * 86_400_000));
    expect(await emitted(world.ctx)).toEqual(["repair.received"]);
    expect(await findByNumber(world.ctx, `R${first.receiptNo}`)).toEqual({
      repairId: first.repairId,
      memberId: world.memberId,
    });
  });

  it("is paid without a warranty, after it, and for damage that the shop leaves out", async () => {
    const world = await newWorld();
    const reason = async (overrides: Partial<OwnRequest>) =>
      (await repairById(world.me, (await ask(world, overrides)).repairId)).ruleReason;
    expect(await reason(other)).toBe("no_warranty");
    expect(await reason({ cause: "water" })).toBe("excluded_water");
    const later = { ...world.me, now: new Date("2026-12-01T00:00:00Z") };
    const { repairId } = await requestRepair(
      later,
      world.memberId,
      complaint(world, other),
    );
    expect((await repairById(later, repairId)).ruleReason).toBe("no_warranty");
    const ended = await newWorld();
    const { repairId: late } = await requestRepair({ ...ended.me, now: later.now }, ended.memberId, complaint(ended));
    expect((await repairById(ended.me, late)).ruleReason).toBe("ended");
    const returned = await newWorld();
    await voidWarranties(returned.ctx, {
      memberId: returned.memberId,
      purchaseLineId: returned.purchaseLineId,
      pieces: 1,
    });
    expect((await repairById(returned.me, (await ask(returned)).repairId)).ruleReason).toBe("voided");
  });

  it("refuses a piece that is under repair already, but not its twin", async () => {
    const world = await newWorld(2);
    const [one, two] = await warrantiesOf(world.ctx, world.memberId);
    const of = (warrantyId = "") => ask(world, { product: { by: "warranty", warrantyId } });
    await of(one?.warrantyId);
    expect(await codeOf(of(one?.warrantyId))).toBe("conflict repairs.already_open");
    expect((await repairById(world.me, (await of(two?.warrantyId)).repairId)).ruleReason).toBe("in_warranty");
  });

  it("names the field at fault", async () => {
    const world = await newWorld();
    const fieldOf = (overrides: Partial<OwnRequest>) =>
      ask(world, overrides).then(
        () => null,
        (error: { details?: { field?: string } }) => error.details?.field,
      );
    const pickUp = (on: string, postalCode = "180-0004") =>
      fieldOf({
        ...other,
        phone: "090-1234-5678",
        handOver: {
          way: "pick_up",
          postalCode,
          prefecture: "東京都",
          city: "武蔵野市",
          addressLine: "吉祥寺本町1-0-0",
          on,
          window: "morning",
        },
      });
    expect(await pickUp("2026-11-24")).toBeNull();
    expect(await pickUp("2026-11-23")).toBe("handOver.on");
    expect(await pickUp("2027-02-24")).toBe("handOver.on");
    expect(await pickUp("2026-11-24", "180-04")).toBe("handOver.postalCode");
    expect(await fieldOf({ ...other, description: "   " })).toBe("description");
    expect(await fieldOf({ ...other, description: "\ud800" })).toBe("description");
    expect(await fieldOf({ ...other, description: "あ".repeat(2_001) })).toBe("description");
    expect(await fieldOf({ ...other, contactWay: "phone" })).toBe("phone");
    expect(await fieldOf({ ...other, contactWay: "phone", phone: "90-12" })).toBe("phone");
    expect(await fieldOf({ ...other, photoIds: Array.from({ length: 6 }, () => newId()) })).toBe("photoIds");
    expect(await fieldOf({ ...other, handOver: { way: "store", storeId: newId() } })).toBe("handOver.storeId");
    expect(await fieldOf({ ...other, product: { by: "other", name: "𠮷".repeat(60) } })).toBeNull();
  });

  it("is for the member and the shop's people; other members, shops, link holders and those who left are refused", async () => {
    const [world, elsewhere] = [await newWorld(), await newWorld()];
    const neighbour = await newTestMember(world.ctx);
    const asNeighbour = world.as({ kind: "member", id: neighbour });
    const of = complaint(world);
    expect(await codeOf(requestRepair(asNeighbour, world.memberId, of))).toBe("forbidden repairs.not_for_you");
    expect(await codeOf(requestRepair(world.as({ kind: "link", memberId: world.memberId }), world.memberId, of))).toBe(
      "forbidden repairs.not_for_you",
    );
    expect(await codeOf(requestRepair(world.as(staffActor({ role: "analyst" })), world.memberId, of))).toBe(
      "forbidden repairs.not_for_you",
    );
    expect(await codeOf(requestRepair(asNeighbour, neighbour, of))).toBe("not_found warranties.not_found");
    expect(await codeOf(requestRepair(elsewhere.ctx, world.memberId, { ...of, ...other }))).toBe(
      "not_found members.member",
    );
    expect(
      await codeOf(requestRepair(elsewhere.me, elsewhere.memberId, { ...complaint(elsewhere), product: of.product })),
    ).toBe("not_found warranties.not_found");
    const left = await newTestMember(world.ctx, { withdrawnAt: world.ctx.now });
    expect(await codeOf(takeInRepair(world.ctx, { ...of, ...other, memberId: left }))).toBe(
      "refused members.withdrawn",
    );
  });

  it("draws another number when one is taken", async () => {
    const world = await newWorld();
    const { receiptNo } = await ask(world, other);
    const serials = [Number(receiptNo.slice(0, 7)), 42];
    const drawn = await inTransaction(world.ctx, (t) => drawReceiptNumber(t, newId(), () => serials.shift() ?? 0));
    expect(drawn.slice(0, 7)).toBe("0000042");
  });

  it("takes in at the counter, product in hand", async () => {
    const world = await newWorld();
    const { repairId } = await takeInRepair(world.ctx, {
      ...complaint(world),
      memberId: world.memberId,
      accessories: "電源コード、棚2枚",
    });
    expect(await repairById(world.ctx, repairId)).toMatchObject({
      source: "counter",
      itemInAt: world.ctx.now,
      accessories: "電源コード、棚2枚",
    });
    expect(await slipOf(world.ctx, repairId)).toMatchObject({
      store: { name: "吉祥寺本店" },
      member: { familyName: "田中" },
    });
    expect((await slipOf(world.ctx, repairId)).barcodeSvg).toContain("<svg");
    await expect(moveItem(world.ctx, { repairId, version: 1, place: "shop" })).rejects.toMatchObject({
      reason: "repairs.item_already_there",
    });
  });
});

describe("photos", () => {
  const picture = () =>
    sharp({ create: { width: 20, height: 20, channels: 3, background: "#c00" } })
      .jpeg()
      .toBuffer();
  const upload = async (ctx: Ctx, memberId: string | null) =>
    (await saveImage(ctx, { kind: "repair_photo", fileName: "a.jpg", memberId, bytes: await picture() })).fileId;

  it("belong to whoever sent them, to one repair, and stay", async () => {
    const world = await newWorld();
    const mine = await upload(world.me, world.memberId);
    const { repairId } = await ask(world, { photoIds: [mine] });
    expect((await repairById(world.me, repairId)).photos.map(({ fileId }) => fileId)).toEqual([mine]);
    expect(await codeOf(ask(world, { ...other, photoIds: [mine] }))).toBe("not_found files.not_found");
    const neighbour = await newTestMember(world.ctx);
    const foreign = await upload(world.as({ kind: "member", id: neighbour }), neighbour);
    expect(await codeOf(ask(world, { ...other, photoIds: [foreign] }))).toBe("not_found files.not_found");
    const logo = (await saveImage(world.ctx, { kind: "logo", fileName: "l.png", bytes: await picture() })).fileId;
    expect(await codeOf(ask(world, { ...other, photoIds: [logo] }))).toBe("not_found files.not_found");
    const elsewhere = await newWorld();
    const theirs = await upload(elsewhere.me, elsewhere.memberId);
    expect(await codeOf(ask(world, { ...other, photoIds: [theirs] }))).toBe("not_found files.not_found");
    expect(await fileById(world.ctx, mine)).toMatchObject({ memberId: world.memberId, mediaType: "image/webp" });
  });

  it("of the workshop are added, ten in all", async () => {
    const world = await newWorld();
    const { repairId } = await ask(world, other);
    const five = async () => Promise.all([0, 1, 2, 3, 4].map(() => upload(world.ctx, null)));
    await addRepairPhotos(world.ctx, { repairId, photoIds: await five() });
    await addRepairPhotos(world.ctx, { repairId, photoIds: await five() });
    const one = [await upload(world.ctx, null)];
    expect(await codeOf(addRepairPhotos(world.ctx, { repairId, photoIds: one }))).toBe(
      "refused repairs.too_many_photos",
    );
    expect(await codeOf(addRepairPhotos(world.me, { repairId, photoIds: one }))).toBe("forbidden repairs.not_for_you");
  });
});

describe("the way of a paid repair", () => {
  it("goes by estimate, the member's yes, work and hand-over, each step dated and told", async () => {
    const world = await newWorld();
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
    const world = await newWorld();
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
    const world = await newWorld();
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
  let world: World;
  let repairId = "";
  const answer = (ctx: Ctx, version: number, estimateVersion: number, said: "approve" | "decline" = "approve") =>
    codeOf(answerEstimate(ctx, { repairId, version, estimateVersion, answer: said }));
  beforeAll(async () => {
    world = await newWorld();
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
    const world = await newWorld();
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
    const world = await newWorld();
    const policy = { ...defaultPolicy, excluded: [], diagnosticFeeYen: 0, isPickUpOffered: false };
    expect(await saveRepairPolicy(world.ctx, { revision: 0, policy })).toEqual({ revision: 1 });
    expect(await codeOf(saveRepairPolicy(world.ctx, { revision: 0, policy }))).toBe(
      "conflict repairs.policy_changed",
    );
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
    const world = await newWorld();
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

describe("who sees what", () => {
  it("keeps notes and names for the shop, and shows a mail's reader the state only", async () => {
    const world = await newWorld();
    const { repairId } = await ask(world);
    await noteOnRepair(world.ctx, { repairId, text: "お客様はお急ぎ" });
    expect((await repairById(world.ctx, repairId)).events.some(({ note }) => note === "お客様はお急ぎ")).toBe(true);
    expect(JSON.stringify(await repairById(world.me, repairId))).not.toContain("お急ぎ");
    const link = world.as({ kind: "link", memberId: world.memberId });
    const shown = await repairState(link, { memberId: world.memberId, repairId });
    expect(shown).toMatchObject({ state: "received", productName: "冷蔵庫 HR-2200" });
    expect(JSON.stringify(shown)).not.toMatch(/昨日|090|YenYen|postal/);
    expect(await codeOf(repairById(link, repairId))).toBe("forbidden repairs.not_for_you");
    expect(await codeOf(repairsOf(link, world.memberId))).toBe("forbidden repairs.not_for_you");
    expect(await codeOf(noteOnRepair(world.me, { repairId, text: "x" }))).toBe("forbidden repairs.not_for_you");
    const neighbour = world.as({ kind: "member", id: await newTestMember(world.ctx) });
    expect(await codeOf(repairById(neighbour, repairId))).toBe("not_found repairs.not_found");
    const elsewhere = await newTestShop();
    expect(await codeOf(repairById(elsewhere.ctx, repairId))).toBe("not_found repairs.not_found");
    expect(await codeOf(repairsOf(elsewhere.ctx, world.memberId))).toBe("not_found members.member");
  });
});

describe("the board", () => {
  it("shows what is due first, counts, finds, filters and turns pages", async () => {
    const world = await newWorld();
    const late = { ...world.ctx, now: new Date(world.ctx.now.getTime() - 10 * 86_400_000) };
    const { receiptNo } = await requestRepair({ ...world.me, now: late.now }, world.memberId, complaint(world, other));
    await ask(world);
    const { repairId: gone } = await ask(world, { product: { by: "other", name: "ドライヤー" } });
    await cancelRepair(world.me, { repairId: gone, version: 1 });
    const names = async (input: Parameters<typeof repairBoard>[1]) =>
      (await repairBoard(world.ctx, input)).rows.map((row) => row.productName);
    expect(await names({})).toEqual(["ラジオ RX-1", "冷蔵庫 HR-2200"]);
    expect(await names({ view: "overdue" })).toEqual(["ラジオ RX-1"]);
    expect(await names({ view: "cancelled" })).toEqual(["ドライヤー"]);
    expect(await names({ view: "all", q: "ﾄﾞﾗｲﾔｰ" })).toEqual(["ドライヤー"]);
    expect(await names({ view: "all", q: `R${receiptNo}` })).toEqual(["ラジオ RX-1"]);
    expect(await names({ q: "たなか" })).toHaveLength(2);
    expect(await names({ q: "090-1234-5678" })).toHaveLength(2);
    expect(await names({ q: "%" })).toEqual([]);
    expect(await names({ storeId: world.storeId })).toHaveLength(2);
    expect(await names({ storeId: newId() })).toEqual([]);
    const first = await repairBoard(world.ctx, { limit: 1 });
    const second = await repairBoard(world.ctx, { limit: 1, cursor: first.cursor ?? "" });
    expect([first.rows[0]?.isOverdue, second.rows[0]?.productName, second.cursor]).toEqual([
      true,
      "冷蔵庫 HR-2200",
      null,
    ]);
    expect(await codeOf(repairBoard(world.ctx, { cursor: "rubbish" }))).toBe("invalid kernel.invalid_input");
    expect(await repairCounts(world.ctx)).toMatchObject({ open: 2, overdue: 1 });
    expect(await codeOf(repairBoard(world.me, {}))).toBe("forbidden repairs.not_for_you");
    expect(await codeOf(repairBoard(world.as(staffActor({ role: "analyst" })), {}))).toBe(
      "forbidden repairs.not_for_you",
    );
    expect((await repairBoard((await newTestShop()).ctx, {})).rows).toEqual([]);
    expect(
      await codeOf(
        findByNumber(
          world.ctx,
          receiptNo.replace(/.$/, (last) => String((Number(last) + 1) % 10)),
        ),
      ),
    ).toBe("invalid repairs.number_misread");
    expect(await codeOf(findByNumber((await newTestShop()).ctx, receiptNo))).toBe("not_found repairs.not_found");
  });
});
