import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { causes, openStates, repairStates, symptoms } from "./input";
import { estimateTotal, hasExpired } from "./rules/estimate";
import { defaultPolicy, dueAtOf } from "./rules/policy";
import { readReceipt, receiptBarcode, receiptNumber, receiptSerials, spokenReceipt } from "./rules/receipt-number";
import { isClosed, nextStates, type Party, stepRefusal, steps } from "./rules/states";
import { deviceKindOf, symptomsOf } from "./rules/symptoms";
import { judgeWarranty } from "./rules/warranty";

const state = fc.constantFrom(...repairStates);
const party = fc.constantFrom<Party>("staff", "member");

describe("the states of a repair", () => {
  it("know no path outside the table, whoever tries whatever in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(party, state), { maxLength: 40 }), (tries) => {
        let at: (typeof repairStates)[number] = "received";
        for (const [who, to] of tries) {
          const isListed = steps[at][to]?.includes(who) ?? false;
          expect(stepRefusal(at, to, who) === null).toBe(isListed);
          expect(nextStates(at, who).includes(to)).toBe(isListed);
          if (isListed) at = to;
        }
      }),
    );
  });

  it("end: what is done, refused or cancelled never moves again", () => {
    for (const end of ["done", "refused", "cancelled"] as const) {
      expect(nextStates(end, "staff")).toEqual([]);
      expect(isClosed(end)).toBe(true);
    }
    for (const open of openStates) expect(isClosed(open)).toBe(false);
  });

  it("give the member nothing but an answer, and a way out before it", () => {
    const own = Object.fromEntries(repairStates.map((from) => [from, nextStates(from, "member")]));
    expect(own).toEqual({
      received: ["cancelled"],
      quoted: ["approved", "declined", "cancelled"],
      approved: [],
      in_repair: [],
      ready: [],
      done: [],
      declined: [],
      refused: [],
      cancelled: [],
    });
  });

  it("lead from everywhere to an end", () => {
    for (const from of repairStates) {
      const seen = new Set([from]);
      for (const at of seen) for (const to of nextStates(at, "staff")) seen.add(to);
      expect([...seen].some(isClosed), from).toBe(true);
    }
  });

  it("are late after the days the shop set itself, and never when nobody waits", () => {
    const since = new Date("2026-11-01T00:00:00Z");
    expect(dueAtOf("received", since, defaultPolicy)).toEqual(new Date("2026-11-04T00:00:00Z"));
    for (const closed of repairStates.filter(isClosed)) expect(dueAtOf(closed, since, defaultPolicy)).toBeNull();
  });
});

describe("a receipt number", () => {
  const serial = fc.integer({ min: 0, max: receiptSerials - 1 });

  it("is read back from voice, slip and scanner", () => {
    fc.assert(
      fc.property(serial, (n) => {
        const no = receiptNumber(n);
        expect(no).toMatch(/^\d{8}$/);
        for (const text of [no, spokenReceipt(no), receiptBarcode(no), ` r${no} `, no.replace(/^(....)/, "$1　ー ")])
          expect(readReceipt(text)).toBe(no);
      }),
    );
    expect(readReceipt("１２３４−５６７６")).toBe(readReceipt("12345676"));
  });

  it("is refused when one digit was misheard or two neighbours were swapped", () => {
    fc.assert(
      fc.property(serial, fc.nat(7), fc.integer({ min: 1, max: 9 }), (n, place, shift) => {
        const digits = [...receiptNumber(n)];
        const wrong = digits.with(place, String((Number(digits[place]) + shift) % 10)).join("");
        expect(readReceipt(wrong)).toBeNull();
        const [a = "", b = ""] = [digits[place], digits[place + 1]];
        if (place < 7 && a !== b)
          expect(
            readReceipt(
              digits
                .with(place, b)
                .with(place + 1, a)
                .join(""),
            ),
          ).toBeNull();
      }),
    );
  });

  it("is nothing else", () => {
    for (const text of ["", "R", "1234567", "123456789", "4901234567894", "電源", "R1234567X"])
      expect(readReceipt(text)).toBeNull();
    expect(() => receiptNumber(receiptSerials)).toThrow(RangeError);
  });
});

describe("warranty or paid", () => {
  const running = { startsOn: "2026-01-10", endsOn: "2027-01-09", isVoided: false, piecesLeft: 1 };
  const judge = (of: Partial<Parameters<typeof judgeWarranty>[0]> = {}) => {
    const { coverage, reason } = judgeWarranty({
      requestedOn: "2026-11-22",
      warranty: running,
      symptom: "no_power",
      cause: "unknown",
      policy: defaultPolicy,
      ...of,
    });
    return `${coverage}: ${reason}`;
  };

  it.each([
    ["a warranty that runs", {}, "warranty: in_warranty"],
    ["its first day", { requestedOn: "2026-01-10" }, "warranty: in_warranty"],
    ["its last day", { requestedOn: "2027-01-09" }, "warranty: in_warranty"],
    ["the day after", { requestedOn: "2027-01-10" }, "paid: ended"],
    ["before it begins", { requestedOn: "2026-01-09" }, "paid: not_begun"],
    ["no warranty", { warranty: null }, "paid: no_warranty"],
    ["a returned piece", { warranty: { ...running, isVoided: true } }, "paid: voided"],
    ["no piece left", { warranty: { ...running, piecesLeft: 0 } }, "paid: no_piece_left"],
    ["it was dropped", { cause: "drop" }, "paid: excluded_drop"],
    ["it got wet", { cause: "water" }, "paid: excluded_water"],
    ["a worn battery", { symptom: "battery" }, "paid: excluded_consumable"],
    ["a battery that got wet", { symptom: "battery", cause: "water" }, "paid: excluded_water"],
    ["a shop that covers drops", { cause: "drop", policy: { excluded: [], graceDays: 0 } }, "warranty: in_warranty"],
    ["days of grace", { requestedOn: "2027-01-16", policy: { excluded: [], graceDays: 7 } }, "warranty: in_grace"],
    ["after the grace", { requestedOn: "2027-01-17", policy: { excluded: [], graceDays: 7 } }, "paid: ended"],
  ] as const)("%s", (_name, of, expected) => {
    expect(judge(of as never)).toBe(expected);
  });

  it("never covers what is excluded, ended, voided or not there", () => {
    const day = fc
      .date({ min: new Date("2025-06-01"), max: new Date("2028-06-01"), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.record({
          requestedOn: day,
          warranty: fc.option(
            fc.record({
              startsOn: day,
              endsOn: day,
              isVoided: fc.boolean(),
              piecesLeft: fc.integer({ min: -1, max: 3 }),
            }),
          ),
          symptom: fc.constantFrom(...symptoms),
          cause: fc.constantFrom(...causes),
        }),
        (of) => {
          const { coverage, reason } = judgeWarranty({ ...of, policy: defaultPolicy });
          if (coverage === "paid") {
            expect(reason).not.toMatch(/^in_/);
            return;
          }
          expect(of.warranty).toMatchObject({ isVoided: false });
          expect(of.requestedOn <= (of.warranty?.endsOn ?? "")).toBe(true);
          expect(of.requestedOn >= (of.warranty?.startsOn ?? "x")).toBe(true);
          expect(of.cause).toBe("unknown");
        },
      ),
    );
  });
});

describe("an estimate", () => {
  it("shows the tax that is in its total, and never more than the total", () => {
    expect(estimateTotal([{ amountYen: 8_800 }, { amountYen: 5_500 }, { amountYen: 1_100 }], 10)).toEqual({
      totalYen: 15_400,
      taxYen: 1_400,
    });
    expect(estimateTotal([{ amountYen: 1_000 }], 8)).toEqual({ totalYen: 1_000, taxYen: 74 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e8 }), { maxLength: 30 }), fc.nat(30), (amounts, percent) => {
        const { totalYen, taxYen } = estimateTotal(
          amounts.map((amountYen) => ({ amountYen })),
          percent,
        );
        expect(Number.isSafeInteger(totalYen) && Number.isInteger(taxYen)).toBe(true);
        expect(taxYen).toBeLessThanOrEqual(totalYen);
        expect((totalYen - taxYen) * percent).toBeGreaterThanOrEqual(taxYen * 100);
      }),
    );
  });

  it("holds to the end of its last day", () => {
    expect(hasExpired({ validUntil: "2026-12-06" }, "2026-12-06")).toBe(false);
    expect(hasExpired({ validUntil: "2026-12-06" }, "2026-12-07")).toBe(true);
  });
});

describe("what the form offers", () => {
  it.each([
    [["冷蔵庫", "生活家電"], "cooling"],
    [["ノートパソコン", "パソコン"], "computer"],
    [["テレビ", "映像・音響"], "screen"],
    [["ヘッドホン・スピーカー", "映像・音響"], "audio"],
    [["エアコン"], "air"],
    [["ニット", "トップス"], "garment"],
    [["その他", null, "4K Television TX-1"], "screen"],
    [["雑貨"], "general"],
    [[], "general"],
  ] as const)("%j is %s", (names, kind) => {
    expect(deviceKindOf(names)).toBe(kind);
    expect(symptomsOf(kind).at(-1)).toBe("other");
    expect(new Set(symptomsOf(kind)).size).toBe(symptomsOf(kind).length);
  });
});
