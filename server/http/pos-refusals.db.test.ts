import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { at, callId, type Json, minutes, tillShop } from "./testing";

describe("what is wrong", () => {
  it("is refused with its reason, and leaves nothing", async () => {
    const { send, sale, line, memberId, available } = await tillShop();
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
    const hold = (points: number) => send("holds", { callId: callId(), memberId, points });
    for (const points of [2 ** 31, -1, 0, 0.5]) expect(await hold(points)).toMatchObject({ status: 400 });
    expect(await hold(501)).toMatchObject({ status: 422, body: { reason: "points.insufficient" } });
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

  it("a return takes back what was sold, once: of a member's sale and of one without a card", async () => {
    const { send, sale, memberId } = await tillShop();
    const day = 24 * 60 * minutes;
    for (const of of [memberId, null]) {
      const sold = sale({ memberId: of, lines: [{ description: "tea", quantity: 3, unitPriceYen: 1_001 }] });
      expect(await send("sales", sold)).toMatchObject({ status: 200 });
      const back = (quantity: number, more: Json = {}) => ({
        callId: callId(),
        receiptNo: sold.receiptNo,
        slipNo: newId(),
        lines: [{ lineNo: 1, quantity }],
        ...more,
      });
      const invalid = [400, "kernel.invalid_input"] as const;
      const cases: [string, Json, readonly [number, string]][] = [
        ["more than was sold", back(4), [422, "purchases.more_than_sold"]],
        ["more than 2^31", back(2 ** 31), invalid],
        ["below zero", back(-1), invalid],
        ["a part of a piece", back(0.5), invalid],
        ["a line it has not", back(1, { lines: [{ lineNo: 2, quantity: 1 }] }), [404, "purchases.line_not_found"]],
        ["dated tomorrow", back(1, { occurredAt: at(day) }), [400, "pos.in_future"]],
        ["before the sale", back(1, { occurredAt: at(-60 * minutes) }), [422, "purchases.before_sale"]],
        ["by a clock a day off", back(1, { sentAt: at(-day) }), [400, "pos.clock_off"]],
      ];
      for (const [what, body, [status, reason]] of cases)
        expect([what, await send("returns", body)]).toMatchObject([what, { status, body: { reason } }]);
      const all = back(3);
      expect(await send("returns", all)).toMatchObject({ status: 200, body: { returnedYen: 3_003 } });
      expect(await send("returns", { ...all, callId: callId() })).toMatchObject({ body: { returnedYen: 3_003 } });
      const again = back(1);
      expect(await send("returns", again)).toMatchObject({
        status: 422,
        body: { reason: "purchases.more_than_sold" },
      });
      expect(await send("returns", { ...again, slipNo: all.slipNo })).toMatchObject({
        status: 409,
        body: { reason: "purchases.receipt_reused" },
      });
    }
  });

  it("codes cannot be guessed: after some tries there is no answer at all", async () => {
    const { send, sale } = await tillShop(null);
    const guess = (n: number) => send("sales", sale({ coupons: { chosen: [{ code: `GUESS${n}` }] } }));
    const answers: number[] = [];
    for (let n = 0; n < 21; n += 1) answers.push((await guess(n)).status);
    expect([answers[0], answers.at(-1)]).toEqual([404, 429]);
  });
});
