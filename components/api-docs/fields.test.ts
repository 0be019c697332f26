import { describe, expect, it } from "vitest";
import { fieldsOf } from "./fields";

describe("fields of a shape", () => {
  it("are listed with those inside, what must be there and what they may be", () => {
    const line = {
      type: "object",
      properties: { quantity: { type: "integer", minimum: 1, maximum: 9 } },
      required: ["quantity"],
    };
    const shape = {
      type: "object",
      required: ["lines", "currency"],
      properties: {
        lines: { type: "array", maxItems: 500, items: line },
        currency: { const: "JPY", default: "JPY" },
        memberId: { anyOf: [{ type: "string", format: "uuid" }, { type: "null" }] },
      },
    };
    expect(fieldsOf(shape)).toEqual([
      { name: "lines[]", kind: "array ≤ 500", isRequired: true },
      { name: "lines[].quantity", kind: "integer ≥ 1 ≤ 9", isRequired: true },
      { name: "currency", kind: '"JPY"', isRequired: false },
      { name: "memberId", kind: "uuid | null", isRequired: false },
    ]);
  });
});
