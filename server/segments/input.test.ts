import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createSegmentInput, segmentRule } from "./input";

const leaf = { type: "everyone" };
const nested = (depth: number) => {
  let rule: unknown = leaf;
  for (let i = 1; i < depth; i += 1) rule = { type: "not", of: rule };
  return rule;
};
const refused = (rule: unknown) => {
  const parsed = segmentRule.safeParse(rule);
  expect(parsed.success, inspect(rule, { depth: 3, maxArrayLength: 5 })).toBe(false);
  return parsed.error?.issues[0]?.message;
};

describe("segmentRule", () => {
  it("takes a rule apart into known leaves only", () => {
    const id = "01975f5e-7d55-7b3a-a4f6-0A1B2C3D4E5F";
    const rule = {
      type: "and",
      of: [
        { type: "purchases", measure: "yen", atLeast: 10_000, where: { productIds: [id], period: { lastDays: 90 } } },
        leaf,
      ],
    };
    expect(segmentRule.parse(rule)).toMatchObject({ of: [{ where: { productIds: [id.toLowerCase()] } }, leaf] });
  });

  it("refuses unknown fields at every level", () => {
    refused({ ...leaf, tenantId: "x" });
    refused({ type: "and", of: [leaf], sql: "1=1" });
    refused({ type: "joined", period: { lastDays: 1, now: "2030-01-01" } });
    refused({ type: "purchases", measure: "times", atLeast: 1, where: { memberId: "x" } });
    refused({ type: "raw", sql: "true" });
    refused(JSON.parse('{"type":"everyone","__proto__":{"x":1}}'));
    refused({ type: "__proto__" });
    refused({ type: "constructor" });
  });

  it("allows 8 levels and 200 nodes and not one more", () => {
    const wide = (leaves: number) => ({
      type: "or",
      of: Array.from({ length: 5 }, (_, i) => ({
        type: "and",
        of: Array.from({ length: Math.floor((leaves + i) / 5) }, () => leaf),
      })),
    });
    expect(segmentRule.safeParse(nested(8)).success).toBe(true);
    expect(refused(nested(9))).toBe("too_deep");
    expect(segmentRule.safeParse(wide(194)).success).toBe(true);
    expect(refused(wide(195))).toBe("too_many_nodes");
  });

  it("survives trees built to exhaust the stack or the memory", () => {
    expect(refused(nested(200_000))).toBe("too_deep");
    expect(refused({ type: "and", of: Array.from({ length: 500_000 }, () => leaf) })).toBe("too_many_nodes");
    let arrays: unknown = [];
    for (let i = 0; i < 50_000; i += 1) arrays = [arrays];
    refused({ type: "and", of: arrays });
    refused({ type: "not", of: { type: "age", from: arrays } });
  });

  it("refuses what is no tree", () => {
    for (const shape of [
      null,
      undefined,
      1,
      "everyone",
      [],
      {},
      { type: null },
      { type: "and" },
      { type: "and", of: [] },
    ])
      refused(shape);
    for (const shape of [
      { type: "and", of: leaf },
      { type: "not", of: [leaf] },
      { type: "or", of: [null] },
    ])
      refused(shape);
  });

  it("refuses values that are no value of their kind", () => {
    for (const from of [-1, 151, 1.5, Number.NaN, Infinity, "18", "18; drop table members"])
      refused({ type: "age", from });
    refused({ type: "age", from: 30, to: 20 });
    refused({ type: "age" });
    for (const day of ["2026-02-30", "2026-1-1", "'; drop table members; --", "9999-12-31", "infinity"])
      refused({ type: "joined", period: { from: day } });
    refused({ type: "joined", period: { from: "2026-02-01", to: "2026-01-01" } });
    refused({ type: "purchases", measure: "sum(1)", atLeast: 1 });
    refused({ type: "purchases", measure: "times" });
    refused({ type: "purchases", measure: "times", atLeast: 1, where: { productIds: ["'; drop table members; --"] } });
    refused({ type: "purchases", measure: "yen", atLeast: 1e13 });
    refused({ type: "last_login", never: true, period: { lastDays: 3 } });
    refused({ type: "warranty_days_left", from: 30, to: 0 });
    refused({ type: "gender", in: ["male' or '1'='1"] });
  });

  it("refuses text that Postgres cannot hold, and takes quotes and wildcards as text", () => {
    for (const bad of ["東京\0都", "\ud800", "\udc00東京", "a\nb", "", "   ", "長".repeat(21)])
      refused({ type: "prefecture", in: [bad] });
    for (const fine of ["'; drop", "%", "_", "\\", "北海道", "𠮷野"])
      expect(segmentRule.safeParse({ type: "prefecture", in: [fine] }).success).toBe(true);
    expect(createSegmentInput.safeParse({ name: "\ud800", rule: leaf }).success).toBe(false);
    expect(createSegmentInput.safeParse({ name: "夏の保証\u0000", rule: leaf }).success).toBe(false);
  });
});
