import { describe, expect, it } from "vitest";
import { addressesAt } from "./addresses-at";

describe("addressesAt", () => {
  it.each(["1010021", "101-0021", "〒１０１－００２１"])("%s is Soto-Kanda", async (code) => {
    expect(await addressesAt(code)).toEqual([{ prefecture: "東京都", city: "千代田区", area: "外神田" }]);
  });

  it("knows no such code, and no such thing", async () => {
    expect(await addressesAt("0000000")).toEqual([]);
    expect(await addressesAt("101-002")).toBeNull();
    expect(await addressesAt("")).toBeNull();
  });
});
