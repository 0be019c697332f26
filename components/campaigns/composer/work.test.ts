import { describe, expect, it } from "vitest";
import { clashesOf, differing, isSame, isSameWork, merged, type Work } from "./work";

const base: Work = {
  name: "秋",
  messageClass: "marketing",
  priority: 100,
  draft: { offer: { showPoints: true, recommendations: 3 }, holdoutPercent: 10 },
};
const with_ = (changes: Partial<Work>, draft: Work["draft"] = {}): Work => ({
  ...base,
  ...changes,
  draft: { ...base.draft, ...draft },
});

describe("two people at one draft", () => {
  const mine = with_({ name: "冬" }, { holdoutPercent: 5 });
  const theirs = with_(
    { priority: 50 },
    { holdoutPercent: 20, timing: { kind: "cron", expression: "0 9 * * *", validHours: 24 } },
  );

  it("sees who changed what", () => {
    expect(clashesOf(base, mine, theirs)).toEqual([
      { part: "name", changedBy: "me" },
      { part: "target", changedBy: "both" },
      { part: "timing", changedBy: "them" },
      { part: "channel", changedBy: "them" },
    ]);
  });

  it("keeps what is chosen, part by part, and nothing else", () => {
    expect(merged(mine, theirs, ["name"])).toEqual({ ...theirs, name: "冬" });
    expect(merged(mine, theirs, ["target"]).draft.holdoutPercent).toBe(5);
    expect(merged(mine, theirs, ["timing"]).draft).not.toHaveProperty("timing");
    expect(merged(mine, theirs, [])).toEqual(theirs);
    expect(isSameWork(merged(mine, theirs, differing(mine, theirs)), mine)).toBe(true);
  });

  it("does not take the order of keys for a change", () => {
    expect(isSame({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1, d: undefined })).toBe(true);
    expect(isSame({ a: [1] }, { a: { 0: 1 } })).toBe(false);
    expect(isSame({ a: null }, {})).toBe(true);
    expect(isSame([1, 2], [2, 1])).toBe(false);
  });
});
