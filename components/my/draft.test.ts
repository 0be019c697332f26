import { describe, expect, it } from "vitest";
import { type Draft, differing, isDraft, joinValues } from "./draft";

describe("joinValues", () => {
  const base = { name: "田中", city: "千代田区", phone: "" };

  it("keeps what one typed and takes what one did not touch", () => {
    const mine = { ...base, name: "山田" };
    const theirs = { ...base, city: "港区" };
    expect(joinValues(base, mine, theirs)).toEqual({ values: { ...theirs, name: "山田" }, conflicts: [] });
  });

  it("names the fields that both changed, unless they mean the same", () => {
    const mine = { name: "山田", city: "港区", phone: "1" };
    const theirs = { name: "山本", city: "港区", phone: "" };
    expect(joinValues(base, mine, theirs)).toEqual({ values: mine, conflicts: ["name"] });
  });
});

describe("a draft", () => {
  it("is known by its shape, and anything else is none", () => {
    expect(isDraft({ version: 3, base: { a: "" }, values: { a: "𠮷👪" } })).toBe(true);
    for (const text of [
      "{}",
      "[]",
      '{"version":"1","base":{},"values":{}}',
      '{"version":1,"base":{},"values":{"a":1}}',
    ])
      expect(isDraft(JSON.parse(text) as Draft), text).toBe(false);
    expect(differing({ a: "1", b: "2" }, { a: "1", b: "3", c: "4" })).toEqual(["b", "c"]);
  });
});
