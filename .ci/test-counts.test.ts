import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addCounts, readCounts } from "./test-counts";

const folder = mkdtempSync(join(tmpdir(), "goen-counts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = { numPassedTests: 3, numFailedTests: 0, numFailedTestSuites: 0, numPendingTests: 0, numTodoTests: 0 };
const stats = { expected: 2, unexpected: 0, flaky: 0, skipped: 0 };

describe("readCounts", () => {
  it("counts a missing report as a failure", () => {
    expect(readCounts(join(folder, "none.json"), "vitest")).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it("counts a test file that cannot be loaded as a failure", () => {
    const file = report({ ...vitest, numFailedTestSuites: 1, success: false });
    expect(readCounts(file, "vitest")).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it("counts what passed, failed and was skipped", () => {
    const file = report({ ...vitest, numFailedTests: 2, numPendingTests: 1, success: false });
    expect(readCounts(file, "vitest")).toEqual({ passed: 3, failed: 2, skipped: 1 });
  });

  it("counts a flaky browser test, and an error outside of tests, as a failure", () => {
    expect(readCounts(report({ stats: { ...stats, flaky: 1 }, errors: [] }), "playwright").failed).toBe(1);
    expect(readCounts(report({ stats, errors: ["the product did not start"] }), "playwright").failed).toBe(1);
    expect(readCounts(report({ stats, errors: [] }), "playwright")).toEqual({ passed: 2, failed: 0, skipped: 0 });
  });

  it("adds up", () => {
    expect(addCounts({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 0 }).passed).toBe(3);
  });
});
