import { describe, expect, it } from "vitest";
import { memberNumber, parseScan } from "./member-number";
import { codeStepAt, isCodeFresh, rotatingCode } from "./rotating-code";

const now = new Date("2026-11-22T03:00:10Z");
const memberNo = memberNumber(42);
const scanned = (text: string) => {
  const scan = parseScan(text);
  return scan.isCard ? { no: scan.value, signature: scan.signature ?? "" } : null;
};

describe("the code that changes", () => {
  it("is read like a card, and is good for this half minute and its neighbours", () => {
    const read = scanned(` ${rotatingCode("shop", memberNo, codeStepAt(now)).toLowerCase()}\n`);
    expect(read?.no).toBe(memberNo);
    const at = (seconds: number) =>
      isCodeFresh("shop", memberNo, read?.signature ?? "", new Date(now.getTime() + seconds * 1_000));
    expect([0, 19, 30, -20].map(at)).toEqual([true, true, true, true]);
    expect([60, 3_600, -90].map(at)).toEqual([false, false, false]);
  });

  it("is another for another shop, card and half minute", () => {
    const step = codeStepAt(now);
    const all = [
      rotatingCode("shop", memberNo, step),
      rotatingCode("other", memberNo, step),
      rotatingCode("shop", memberNo, step + 1),
      rotatingCode("shop", memberNumber(43), step),
    ].map((text) => text.slice(0, 13));
    expect(new Set(all).size).toBe(4);
    expect(isCodeFresh("other", memberNo, all[0]?.slice(3) ?? "", now)).toBe(false);
  });

  it("leaves plain cards and those of earlier programs what they are", () => {
    expect(scanned(memberNo)).toEqual({ no: memberNo, signature: "" });
    expect(scanned("GQR12345")).toEqual({ no: "GQR12345", signature: "" });
  });
});
