const memberId = "019ab3c5-7d00-7aaa-8000-0000000000a1";
const purchaseId = "019ab3c5-7d00-7aaa-8000-0000000000b2";
const holdId = "019ab3c5-7d00-7aaa-8000-0000000000c3";
const lineId = "019ab3c5-7d00-7aaa-8000-0000000000d4";

const lines = [{ productCode: "DK-100", quantity: 2, unitPriceYen: 1_980 }];
const sale = {
  callId: "reg3-20261122-000417",
  receiptNo: "3-20261122-0417",
  memberId,
  lines,
  spendPoints: 100,
  payment: "cash",
};
const saleAnswer = {
  purchaseId,
  receiptNo: "3-20261122-0417",
  memberId,
  totalYen: 3_960,
  discountYen: 0,
  pointsEarned: 38,
  pointsSpent: 100,
  pointsAvailable: 1_204,
  lines: [{ lineId, lineNo: 1, amountYen: 3_960, discountYen: 0 }],
  coupons: [],
  receipt: {
    text: ["会員番号 *********0421", "ご利用ポイント 100", "今回のポイント 38", "ポイント残高 1,204"],
    coupons: [],
    claim: null,
  },
};
const back = {
  callId: "reg3-20261123-000031",
  receiptNo: "3-20261122-0417",
  slipNo: "3-20261123-R002",
  lines: [{ lineNo: 1, quantity: 1 }],
};

/** A call and its answer, by the end of its path. */
export const posExamples: Record<string, { example: unknown; exampleAnswer: unknown }> = {
  members: {
    example: { scan: "2900000000421" },
    exampleAnswer: {
      members: [
        {
          memberId,
          memberNo: "2900000000421",
          familyName: "田中",
          givenName: "花子",
          familyKana: "タナカ",
          givenKana: "ハナコ",
          points: { available: 1_304, pending: 0, held: 0, debt: 0, nextExpiry: { on: "2026-12-31", points: 200 } },
          rank: null,
          maySpend: true,
          permit: null,
        },
      ],
    },
  },
  receipts: {
    example: { receiptNo: "3-20261122-0417" },
    exampleAnswer: {
      receiptNo: "3-20261122-0417",
      state: "partly_returned",
      memberId,
      totalYen: 3_960,
      discountYen: 0,
      pointsEarned: 38,
      pointsSpent: 100,
      returnedYen: 1_980,
      pointsTakenBack: 19,
      pointsRestored: 50,
      lines: [{ lineNo: 1, quantity: 2, returnedQuantity: 1, amountYen: 3_960 }],
      coupons: [],
    },
  },
  quote: {
    example: { memberId, lines, spendPoints: 100 },
    exampleAnswer: {
      lines: [
        {
          lineNo: 1,
          productId: null,
          name: "単3乾電池 8本",
          quantity: 2,
          amountYen: 3_960,
          discountYen: 0,
          points: 38,
        },
      ],
      totalYen: 3_960,
      discountYen: 0,
      points: 38,
      parts: [{ kind: "base", label: "", points: 38 }],
      pointsAvailable: 1_304,
      familyAvailable: 620,
      coupons: [],
      warnings: [{ code: "points_end_soon", detail: "2026-11-30" }],
    },
  },
  sales: { example: sale, exampleAnswer: saleAnswer },
  returns: {
    example: back,
    exampleAnswer: {
      returnId: purchaseId,
      receiptNo: "3-20261122-0417",
      slipNo: "3-20261123-R002",
      returnedYen: 1_980,
      refundYen: 1_930,
      pointsTakenBack: 19,
      pointsRestored: 50,
      pointsAvailable: 1_235,
      receipt: {
        text: ["会員番号 *********0421", "取り消したポイント 19", "お返ししたポイント 50", "ポイント残高 1,235"],
      },
    },
  },
  voids: {
    example: { callId: "reg3-20261122-000418", receiptNo: "3-20261122-0417" },
    exampleAnswer: { receiptNo: "3-20261122-0417", state: "voided", returnedYen: 3_960, pointsAvailable: 1_304 },
  },
  holds: {
    example: { callId: "reg3-20261122-000416", memberId, points: 100 },
    exampleAnswer: { holdId, heldUntil: "2026-11-22T03:15:00.000Z", pointsAvailable: 1_204 },
  },
  "holds/post": {
    example: { callId: "reg3-20261122-000419", memberId, holdId, points: 80 },
    exampleAnswer: { pointsSpent: 80, givenBack: 20, pointsAvailable: 1_224 },
  },
  "holds/void": {
    example: { callId: "reg3-20261122-000420", memberId, holdId },
    exampleAnswer: { givenBack: 100, pointsAvailable: 1_304 },
  },
  batches: {
    example: { sentAt: "2026-11-22T03:00:00Z", items: [{ kind: "sale", ...sale, occurredAt: "2026-11-22T01:10:00Z" }] },
    exampleAnswer: {
      items: [{ callId: sale.callId, status: 200, isRepeat: false, reason: null, field: null, answer: saleAnswer }],
    },
  },
};
