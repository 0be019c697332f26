import { describe, expect, it } from "vitest";
import { pickUpStore } from "./rules/pick-up-store";

const stores = [
  { id: "tokyo", postalCode: "180-0003" },
  { id: "tenjin", postalCode: "8100001" },
  { id: "hakata", postalCode: "812-0011" },
  { id: "unknown", postalCode: null },
];

describe("pickUpStore", () => {
  it.each([
    ["8120012", "hakata"],
    ["8100044", "tenjin"],
    ["1800004", "tokyo"],
    // Of those that are equally near, the first.
    ["8190000", "tenjin"],
    // The first digit alone says nothing.
    ["8900000", "tokyo"],
  ])("%s goes to %s", (postalCode, storeId) => {
    expect(pickUpStore(stores, null, postalCode)).toBe(storeId);
  });

  it("prefers what the shop has chosen, while it is there", () => {
    expect(pickUpStore(stores, "unknown", "8120012")).toBe("unknown");
    expect(pickUpStore(stores, "closed", "8120012")).toBe("hakata");
    expect(pickUpStore([], null, "8120012")).toBeNull();
  });
});
