import { describe, expect, it } from "vitest";
import { addressesAt } from "./addresses-at";

describe("addressesAt", () => {
  it.each(["1010021", "101-0021", "〒１０１－００２１"])("%s is Soto-Kanda", async (code) => {
    expect(await addressesAt(code)).toEqual([{ prefecture: "東京都", city: "千代田区", area: "外神田" }]);
  });

  it("gives every area of a code that several share", async () => {
    expect(await addressesAt("9218046")).toEqual([
      { prefecture: "石川県", city: "金沢市", area: "大桑町" },
      { prefecture: "石川県", city: "金沢市", area: "三小牛町" },
    ]);
    expect(await addressesAt("4520961")).toHaveLength(66);
  });

  it("gives every town of a code that several towns share, and names written in one line apart", async () => {
    expect((await addressesAt("2580000"))?.map(({ city, area }) => [city, area])).toEqual([
      ["足柄上郡大井町", ""],
      ["足柄上郡松田町", ""],
      ["足柄上郡開成町", ""],
    ]);
    expect((await addressesAt("7614101"))?.map(({ area }) => area)).toEqual(["甲", "乙"]);
  });

  it("leaves the area empty where a code covers a whole city, or only some house numbers", async () => {
    expect(await addressesAt("1000000")).toEqual([{ prefecture: "東京都", city: "千代田区", area: "" }]);
    expect((await addressesAt("4090142"))?.map(({ area }) => area)).toEqual([""]);
  });

  it("knows no such code, and no such thing", async () => {
    expect(await addressesAt("0000000")).toEqual([]);
    expect(await addressesAt("101-002")).toBeNull();
    expect(await addressesAt("")).toBeNull();
  });
});
