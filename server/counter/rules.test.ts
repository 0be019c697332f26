import { expect, test } from "vitest";
import { undoRefusal, undoWindowMinutes } from "./rules";

const recordedAt = new Date("2026-11-22T03:00:00Z");
const after = (minutes: number) => new Date(recordedAt.getTime() + minutes * 60_000);

test("a sale can be undone until the window closes, to the minute", () => {
  const sale = { kind: "sale", recordedAt, undoneAt: null } as const;
  expect(undoRefusal(sale, after(0))).toBeNull();
  expect(undoRefusal(sale, after(undoWindowMinutes))).toBeNull();
  expect(undoRefusal(sale, after(undoWindowMinutes + 1 / 60))).toBe("counter.too_late");
});

test("what has been undone, and what came back, cannot be undone", () => {
  expect(undoRefusal({ kind: "sale", recordedAt, undoneAt: after(1) }, after(2))).toBe("counter.undone");
  expect(undoRefusal({ kind: "return", recordedAt, undoneAt: null }, after(2))).toBe("counter.not_undoable");
});
