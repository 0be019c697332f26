import { describe, expect, it } from "vitest";
import { categoryPaths, lastOfEachCode } from "./rules";

const node = (id: string, parentExternalId: string | null) => ({ id, externalId: `C${id}`, parentExternalId });

describe("categoryPaths", () => {
  it("makes a subtree a prefix, whatever the order of the rows", () => {
    const made = categoryPaths([node("3", "C2"), node("1", null), node("2", "C1"), node("9", null)]);
    expect(made).toEqual({
      paths: new Map([
        ["3", "/1/2/3/"],
        ["1", "/1/"],
        ["2", "/1/2/"],
        ["9", "/9/"],
      ]),
    });
  });

  it("names a category whose parent is missing, or that is its own ancestor", () => {
    expect(categoryPaths([node("1", "C7")])).toEqual({ faultyCode: "C1" });
    expect(categoryPaths([node("1", "C2"), node("2", "C1")])).toEqual({ faultyCode: "C1" });
    expect(categoryPaths([node("1", "C1")])).toEqual({ faultyCode: "C1" });
  });
});

it("keeps the last of rows with one code", () => {
  expect(
    lastOfEachCode([
      { externalId: "a", n: 1 },
      { externalId: "b", n: 2 },
      { externalId: "a", n: 3 },
    ]),
  ).toEqual([
    { externalId: "a", n: 3 },
    { externalId: "b", n: 2 },
  ]);
});
