import { describe, expect, it } from "vitest";
import { memberKeys } from "@/db/schema/members";
import { insertProduct, insertStore } from "@/db/testing/factories";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { codeStepAt, rotatingCode } from "@/server/members/rules/rotating-code";
import { walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { setProgram } from "@/server/points/service/set-program";
import { createSegment } from "@/server/segments/service/edit-segment";
import { changeCard } from "@/server/tenancy/service/change-settings";
import { settingsOf } from "@/server/tenancy/queries/settings";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { addReceiptCoupon, stopReceiptCoupon } from "@/server/pos/service/edit-receipt-coupons";
import { createApiKey } from "@/server/tenancy/service/api-keys";
import { handleApiAt } from "./v1/handle";

type Json = Record<string, unknown>;
const minutes = 60_000;
const at = (shiftMs: number) => new Date(Date.now() + shiftMs).toISOString();
let made = 0;
const callId = () => `till-1-${newId()}-${++made}`;

/** A shop of today with a till, a product at 1,000 yen, one point per 100 yen, and a member with 500 points. */
async function tillShop(device: string | null = "1") {
  const shop = await newTestShop();
  const ctx: Ctx = { ...shop.ctx, now: new Date() };
  const [storeId, productId] = [newId(), newId()];
  await ctx.db.transaction(ctx.tenant, "write", async (tx) => {
    await insertStore(tx, { tenantId: ctx.tenant, id: storeId });
    await insertProduct(tx, { tenantId: ctx.tenant, id: productId });
  });
  await setProgram(ctx, {
    ratePoints: 1,
    rateYen: 100,
    rounding: "down",
    pendingDays: 0,
    expiryMonths: 12,
    returnGraceDays: 30,
    validFrom: new Date(Date.now() - 90 * 86_400_000),
  });
  const memberNo = "2900000000421";
  const memberId = await newTestMember(ctx, {
    memberNo,
    phoneNormalised: "+819012345678",
    kanaNormalised: "タナカハナコ",
  });
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    tx.insert(memberKeys).values({ tenantId: ctx.tenant, kind: "card", value: memberNo, memberId, createdAt: ctx.now }),
  );
  await adjustPoints(ctx, { memberId, key: newId(), points: 500, reason: "opening" });
  const { secret } = await createApiKey(ctx, {
    name: "till",
    scopes: ["members.read", "purchases.write"],
    storeId,
    device,
  });
  const line = { productId, quantity: 1, unitPriceYen: 1_000 };
  const send = async (path: string, body: unknown) => {
    const [headers, method] = [{ authorization: `Bearer ${secret}` }, body === undefined ? "GET" : "POST"];
    const init = body === undefined ? { headers } : { headers, method, body: JSON.stringify(body) };
    const response = await handleApiAt(new Request(`http://goen.test/api/v1/pos/${path}`, init));
    return { status: response.status, body: (await response.json()) as Json };
  };
  const sale = (more: Json = {}): Json & { receiptNo: string } => ({
    callId: callId(),
    receiptNo: newId(),
    memberId,
    lines: [line],
    ...more,
  });
  const available = async () => (await walletOf({ ...ctx, now: new Date() }, memberId)).available;
  return { ctx, memberId, memberNo, line, send, sale, available };
}

describe("a till's calls", () => {
  it("sells once per call, however often it comes and at whatever moment", async () => {
    const { send, sale, available } = await tillShop();
    const asked = sale({ spendPoints: 100, lines: [{ description: "tea", quantity: 3, unitPriceYen: 700 }] });
    const answers = await Promise.all([1, 2, 3].map(() => send("sales", asked)));
    expect(answers[0]).toMatchObject({ status: 200, body: { totalYen: 2_100, pointsSpent: 100, pointsEarned: 20 } });
    for (const again of [...answers, await send("sales", { ...asked, sentAt: at(0) })])
      expect(again).toEqual(answers[0]);
    expect(await available()).toBe(420);
    expect(await send("sales", { ...asked, spendPoints: 99 })).toMatchObject({
      status: 409,
      body: { reason: "pos.call_reused" },
    });
    const receipt = answers[0]?.body.receipt as { text: string[] } | undefined;
    expect(receipt?.text.slice(0, 4)).toEqual([
      "会員番号 *********0421",
      "ご利用ポイント 100",
      "今回のポイント 20",
      "ポイント残高 420",
    ]);
  });

  it("tells what a basket comes to line by line, and finds members by card, phone and half-width kana", async () => {
    const { send, memberId, line } = await tillShop();
    const basket = { memberId, lines: [line, { ...line, quantity: 2 }], spendPoints: 900 };
    expect(await send("quote", basket)).toMatchObject({
      status: 200,
      body: {
        totalYen: 3_000,
        points: 21,
        pointsAvailable: 500,
        warnings: [{ code: "not_enough_points", detail: "500" }],
      },
    });
    for (const query of ["scan=2900000000421", "phone=090-1234-5678", `kana=${encodeURIComponent("ﾀﾅｶ")}`])
      expect(await send(`members?${query}`, undefined)).toMatchObject({
        status: 200,
        body: { members: [{ memberId, points: { available: 500 }, maySpend: true }] },
      });
    expect((await send("rules", undefined)).body).toMatchObject({
      spendProof: "card",
      mostLines: 500,
      currency: "JPY",
    });
  });

  it("takes pieces back, then no more than were sold; voids a whole sale; refuses a sale that was voided before it came", async () => {
    const { send, sale, available } = await tillShop();
    const sold = sale({ lines: [{ description: "tea", quantity: 2, unitPriceYen: 1_000 }], spendPoints: 100 });
    await send("sales", sold);
    const back = { callId: callId(), receiptNo: sold.receiptNo, slipNo: newId(), lines: [{ lineNo: 1, quantity: 1 }] };
    expect(await send("returns", back)).toMatchObject({
      status: 200,
      body: { returnedYen: 1_000, pointsRestored: 50, refundYen: 950 },
    });
    const twice = { ...back, callId: callId(), slipNo: newId(), lines: [{ lineNo: 1, quantity: 2 }] };
    expect(await send("returns", twice)).toMatchObject({ status: 422, body: { reason: "purchases.more_than_sold" } });
    expect(await send("voids", { callId: callId(), receiptNo: sold.receiptNo })).toMatchObject({
      status: 422,
      body: { reason: "purchases.partly_returned" },
    });
    const other = sale({ spendPoints: 50 });
    await send("sales", other);
    const before = await available();
    const whole = { callId: callId(), receiptNo: other.receiptNo };
    for (const _ of [1, 2])
      expect((await send("voids", whole)).body).toMatchObject({ state: "voided", returnedYen: 1_000 });
    expect(await available()).toBe(before + 50 - 9);
    const late = sale();
    expect((await send("voids", { callId: callId(), receiptNo: late.receiptNo })).body.state).toBe("never_arrived");
    expect(await send("sales", late)).toMatchObject({ status: 422, body: { reason: "pos.receipt_voided" } });
  });

  it("holds points for a sale, posts and gives back what is held", async () => {
    const { send, sale, memberId, available } = await tillShop();
    const hold = async (points: number) => (await send("holds", { callId: callId(), memberId, points })).body.holdId;
    const sold = sale({ holdId: await hold(300), spendPoints: 200 });
    expect(await send("sales", sold)).toMatchObject({ status: 200, body: { pointsSpent: 200, pointsAvailable: 308 } });
    expect(await send("sales", sale({ holdId: sold.holdId, spendPoints: 1 }))).toMatchObject({
      status: 422,
      body: { reason: "pos.hold_ended" },
    });
    const posted = { callId: callId(), memberId, holdId: await hold(100), points: 60 };
    for (const _ of [1, 2])
      expect((await send("holds/post", posted)).body).toEqual({ pointsSpent: 60, givenBack: 40, pointsAvailable: 248 });
    const holdId = await hold(100);
    expect((await send("holds/void", { callId: callId(), memberId, holdId })).body).toEqual({
      givenBack: 100,
      pointsAvailable: 248,
    });
    expect(await available()).toBe(248);
  });

  it("takes what was done without a connection, item by item, and limits the points paid with so", async () => {
    const { ctx, send, sale, available } = await tillShop();
    const { card } = await settingsOf(ctx);
    await changeCard(ctx, { ...card, cardSymbology: "ean13", offlineSpendPerDay: 150 });
    const [first, second, third] = [100, 100, 0].map((spendPoints) => ({
      kind: "sale" as const,
      ...sale({ spendPoints, occurredAt: at(-20 * 60 * minutes) }),
    }));
    const items = [first, { ...second, lines: [] }, second, { ...third, spendPoints: 0.5 }, third, first];
    const { body } = await send("batches", { sentAt: at(0), items });
    const results = body.items as { status: number; reason: string | null; isRepeat: boolean }[];
    expect(results.map(({ status, reason, isRepeat }) => [status, reason, isRepeat])).toEqual([
      [200, null, false],
      [400, "kernel.invalid_input", false],
      [422, "pos.offline_limit", false],
      [400, "kernel.invalid_input", false],
      [200, null, false],
      [200, null, true],
    ]);
    expect(await available()).toBe(500 - 100 + 9 + 10);
  });

  it("asks for the code on the phone before points are spent, where the shop wants it; a card still earns", async () => {
    const { ctx, send, sale, memberId, memberNo } = await tillShop();
    const { card } = await settingsOf(ctx);
    await changeCard(ctx, { ...card, cardSymbology: "ean13", spendProof: "code" });
    const refused = { status: 422, body: { reason: "pos.code_needed" } };
    expect(await send("sales", sale())).toMatchObject({ status: 200 });
    expect(await send("sales", sale({ spendPoints: 10 }))).toMatchObject(refused);
    expect(await send("holds", { callId: callId(), memberId, points: 10 })).toMatchObject(refused);
    const scan = async (text: string) => send(`members?scan=${encodeURIComponent(text)}`, undefined);
    const seen = async (text: string) => ((await scan(text)).body.members as Json[])[0] ?? {};
    expect(await seen(memberNo)).toMatchObject({ maySpend: false, permit: null });
    const step = codeStepAt(new Date());
    expect(await scan(rotatingCode(ctx.tenant, memberNo, step - 5))).toMatchObject({
      status: 422,
      body: { reason: "members.code_old" },
    });
    const { permit } = await seen(rotatingCode(ctx.tenant, memberNo, step));
    const paid = sale({ spendPoints: 10, permit });
    expect(await send("sales", paid)).toMatchObject({ status: 200, body: { pointsSpent: 10 } });
    const another = await newTestMember(ctx);
    await adjustPoints(ctx, { memberId: another, key: newId(), points: 500, reason: "opening" });
    expect(await send("sales", sale({ memberId: another, spendPoints: 10, permit }))).toMatchObject(refused);
  });

  it("prints coupons under the receipt for those they are for: by sum, goods and what was bought before", async () => {
    const { ctx, send, sale, line } = await tillShop();
    const title = { ja: "次回100円引き", en: "100 yen off next time" };
    const definition = { title, benefit: { kind: "amount" as const, yen: 100 }, validity: { days: 30 } };
    const { couponId } = await createCoupon(ctx, { name: "next time", definition });
    const { receiptCouponId } = await addReceiptCoupon(ctx, { couponId, minimumYen: 2_000 });
    const given = async (lines: unknown[]) =>
      ((await send("sales", sale({ lines }))).body.receipt as { coupons: Json[] } | undefined)?.coupons ?? [];
    expect(await given([line])).toEqual([]);
    expect(await given([{ ...line, quantity: 2 }])).toMatchObject([{ couponId, title }]);
    await stopReceiptCoupon(ctx, { receiptCouponId });
    await expect(stopReceiptCoupon(ctx, { receiptCouponId })).rejects.toMatchObject({ code: "not_found" });
    expect(await given([{ ...line, quantity: 2 }])).toEqual([]);
    const of = (q: Json) => ({ couponId, ...q }) as Parameters<typeof addReceiptCoupon>[1];
    for (const foreign of [of({ couponId: newId() }), of({ segmentId: newId() }), of({ categoryId: newId() })])
      await expect(addReceiptCoupon(ctx, foreign)).rejects.toMatchObject({ code: "not_found" });
    const rule = { type: "purchases", measure: "times", atLeast: 4 };
    const { id: segmentId } = await createSegment(ctx, { name: "four times", rule });
    await addReceiptCoupon(ctx, { couponId, segmentId });
    expect(await given([line])).toEqual([]);
    expect(await given([line])).toMatchObject([{ couponId }]);
  });
});

describe("what is wrong", () => {
  it("is refused with its reason, and leaves nothing", async () => {
    const { send, sale, line, available } = await tillShop();
    const day = 24 * 60 * minutes;
    const invalid = [400, "kernel.invalid_input"] as const;
    const vast = { ...line, quantity: 1_000_000, unitPriceYen: 1_000_000_000 };
    const cases: [string, Json, readonly [number, string]][] = [
      ["points over 2^31", sale({ spendPoints: 2 ** 31 }), invalid],
      ["points below zero", sale({ spendPoints: -1 }), invalid],
      ["a part of a point", sale({ spendPoints: 1.5 }), invalid],
      ["more points than there are", sale({ spendPoints: 501 }), [422, "points.insufficient"]],
      ["more points than it costs", sale({ spendPoints: 1_001 }), [422, "purchases.spend_exceeds_total"]],
      ["a part of a yen", sale({ lines: [{ ...line, unitPriceYen: 99.5 }] }), invalid],
      ["a price below zero", sale({ lines: [{ ...line, unitPriceYen: -100 }] }), invalid],
      ["pieces below zero", sale({ lines: [{ ...line, quantity: -1 }] }), invalid],
      ["an amount beyond all bounds", sale({ lines: [vast] }), [422, "purchases.amount"]],
      ["another currency", sale({ currency: "USD" }), invalid],
      ["an unknown field", sale({ spendpoints: 100 }), invalid],
      ["10,000 lines", sale({ lines: Array.from({ length: 10_000 }, () => line) }), invalid],
      ["no lines", sale({ lines: [] }), invalid],
      ["an id that is too short", sale({ callId: "1" }), invalid],
      ["a receipt number of our own", sale({ receiptNo: "VOID-1" }), invalid],
      ["a sale dated tomorrow", sale({ occurredAt: at(day) }), [400, "pos.in_future"]],
      ["a clock a day ahead", sale({ sentAt: at(day) }), [400, "pos.clock_off"]],
      ["a clock a day behind", sale({ sentAt: at(-day), occurredAt: at(-day) }), [400, "pos.clock_off"]],
      ["a clock a day behind that is not told", sale({ occurredAt: at(-day) }), [400, "pos.stale"]],
      ["a product of nobody", sale({ lines: [{ ...line, productId: newId() }] }), [404, "purchases.product_not_found"]],
      ["a member of nobody", sale({ memberId: newId() }), [404, "purchases.member_not_found"]],
      ["a hold of nobody", sale({ holdId: newId(), spendPoints: 1 }), [404, "pos.hold"]],
      ["a code of nobody", sale({ coupons: { chosen: [{ code: "NOSUCHCODE" }] } }), [404, "coupons.unknown_code"]],
    ];
    for (const [what, body, [status, reason]] of cases)
      expect([what, await send("sales", body)]).toMatchObject([what, { status, body: { reason } }]);
    const none = { callId: callId(), slipNo: newId(), receiptNo: newId(), lines: [{ lineNo: 1, quantity: 1 }] };
    expect(await send("returns", none)).toMatchObject({ status: 404, body: { reason: "pos.receipt" } });
    expect(await send("batches", { sentAt: at(-day), items: [{ kind: "sale", ...sale() }] })).toMatchObject({
      status: 400,
      body: { reason: "pos.clock_off", serverTime: expect.any(String) },
    });
    for (const query of [
      "",
      "scan=4901234567894",
      "scan=2900000000422",
      "phone=12",
      "kana=%20",
      "kana=x%00",
      "phone=1&kana=2",
    ])
      expect((await send(`members?${query}`, undefined)).status).toBe(400);
    expect((await send("nothing", {})).status).toBe(404);
    expect(await available()).toBe(500);
  });

  it("codes cannot be guessed: after some tries there is no answer at all", async () => {
    const { send, sale } = await tillShop(null);
    const guess = (n: number) => send("sales", sale({ coupons: { chosen: [{ code: `GUESS${n}` }] } }));
    const answers: number[] = [];
    for (let n = 0; n < 21; n += 1) answers.push((await guess(n)).status);
    expect([answers[0], answers.at(-1)]).toEqual([404, 429]);
  });
});
