import { describe, expect, it } from "vitest";
import { clockOf, minutesOf, readCron, type Repeating, writeCron } from "./cron";

describe("repeating times", () => {
  it.each<[string, Repeating | null]>([
    ["0 10 * * 1", { kind: "weekly", minutes: 600, days: [1] }],
    ["30 9 * * 1-5", { kind: "weekly", minutes: 570, days: [1, 2, 3, 4, 5] }],
    ["0 0 * * 7,3,3", { kind: "weekly", minutes: 0, days: [0, 3] }],
    [" 5  18 * * * ", { kind: "daily", minutes: 1085 }],
    ["0 9 31 * *", { kind: "monthly", minutes: 540, day: 31 }],
    ["*/5 9 * * *", null],
    ["0 9 1 * 1", null],
    ["0 9 1 6 *", null],
    ["0 25 * * *", null],
    ["0 9 32 * *", null],
    ["0 9 * * 5-1", null],
    ["0 9 * * mon", null],
    ["0 9 * *", null],
    ["0 9 * * * *", null],
    ["", null],
  ])("%s", (expression, repeating) => expect(readCron(expression)).toEqual(repeating));

  it("are written as they are read", () => {
    for (const expression of ["0 10 * * 1", "30 9 * * 1,2,3,4,5", "5 18 * * *", "0 9 31 * *"]) {
      const repeating = readCron(expression);
      expect(repeating && writeCron(repeating)).toBe(expression);
    }
    expect(writeCron({ kind: "weekly", minutes: 600, days: [] })).toBe("");
  });

  it("have a clock", () => {
    expect([clockOf(0), clockOf(605), clockOf(1439)]).toEqual(["00:00", "10:05", "23:59"]);
    expect([minutesOf("10:05"), minutesOf("9:00"), minutesOf("24:00"), minutesOf("10:"), minutesOf("")]).toEqual([
      605,
      540,
      null,
      null,
      null,
    ]);
  });
});
