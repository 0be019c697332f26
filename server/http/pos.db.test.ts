import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestMember } from "@/server/kernel/testing";
import { codeStepAt, rotatingCode } from "@/server/members/rules/rotating-code";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { createSegment } from "@/server/segments/service/edit-segment";
import { changeCard } from "@/server/tenancy/service/change-settings";
import { settingsOf } from "@/server/tenancy/queries/settings";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { addReceiptCoupon, stopReceiptCoupon } from "@/server/pos/service/edit-receipt-coupons";
import { claimReceipt } from "@/server/watch/service/claim-receipt";
import { at, callId, type Json, minutes, tillShop } from "./testing";

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

  it("prints how a customer without a card gets the points afterwards, and takes pieces of such a sale back", async () => {
    const { ctx, send, sale, memberId, available } = await tillShop();
    const lines = [
      { description: "tea", quantity: 3, unitPriceYen: 1_000 },
      { description: "cup", quantity: 1, unitPriceYen: 500 },
    ];
    const sold = sale({ memberId: null, lines });
    const answer = await send("sales", sold);
    const { receipt } = answer.body as { receipt: { text: string[]; claim: { url: string; lastDay: string } } };
    expect(receipt.text).toEqual([
      "会員の方は、QRコードからあとでポイントを付けられます。",
      expect.stringMatching(/まで・1回限り$/),
      `レシート番号 ${sold.receiptNo}`,
    ]);
    const state = async () => (await send(`receipts?receiptNo=${sold.receiptNo}`, undefined)).body;
    const slipNo = newId();
    const back = { callId: callId(), receiptNo: sold.receiptNo, slipNo, lines: [{ lineNo: 1, quantity: 1 }] };
    for (const _ of [1, 2])
      expect(await send("returns", back)).toMatchObject({
        status: 200,
        body: { returnedYen: 1_000, refundYen: 1_000, pointsTakenBack: 0, pointsAvailable: null },
      });
    expect(await state()).toMatchObject({
      state: "partly_returned",
      returnedYen: 1_000,
      lines: [{ returnedQuantity: 1 }, { returnedQuantity: 0 }],
    });
    expect(await send("voids", { callId: callId(), receiptNo: sold.receiptNo })).toMatchObject({
      status: 422,
      body: { reason: "purchases.partly_returned" },
    });
    const page = new URL(receipt.claim.url);
    const [receiptNo, code] = [page.searchParams.get("r") ?? "", page.searchParams.get("c") ?? ""];
    const claimed = await claimReceipt({ ...ctx, now: new Date() }, { memberId, receiptNo, code });
    expect(claimed).toMatchObject({ totalYen: 3_500, pointsEarned: 25, available: 525 });
    // The return came along with the sale, and the rest goes back as any member's does.
    expect(await state()).toMatchObject({ memberId, returnedYen: 1_000, pointsTakenBack: 10 });
    const rest = { ...back, callId: callId(), slipNo: newId(), lines: [{ lineNo: 1, quantity: 2 }] };
    expect(await send("returns", rest)).toMatchObject({ body: { returnedYen: 2_000, pointsTakenBack: 20 } });
    expect(await available()).toBe(505);
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
