import { describe, expect, it } from "vitest";
import { normaliseEmail } from "@/server/kernel/email-address";
import { isBirthday, isPersonalPhone, normalisePhone, normalisePostalCode, phoneForPeople } from "./contact";

describe("a phone number", () => {
  it("is read as people in Japan write it, and as E.164", () => {
    for (const written of [
      "090-1234-5678",
      "０９０ー１２３４ー５６７８",
      "09012345678",
      "+81 90 1234 5678",
      "(090) 1234-5678",
    ])
      expect(normalisePhone(written)).toBe("+819012345678");
    expect(normalisePhone("03-1234-5678")).toBe("+81312345678");
    expect(normalisePhone("+1 202 555 0123")).toBe("+12025550123");
    for (const none of ["", "12", "abc", "090-1234-56789012"]) expect(normalisePhone(none)).toBeNull();
  });

  it("names a person when it is a mobile's", () => {
    expect(["+819012345678", "+816012345678", "+81312345678", "+81120123456"].map(isPersonalPhone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("a postal code", () => {
  it("is seven digits however it is written", () => {
    for (const written of ["100-0001", "1000001", "〒100-0001", "１００ー０００１", "１００−０００１"])
      expect(normalisePostalCode(written)).toBe("1000001");
    for (const none of ["100-001", "10000012", "", "abc-defg"]) expect(normalisePostalCode(none)).toBeNull();
  });
});

describe("a birthday", () => {
  it("is a real day that has been", () => {
    expect(["2000-02-29", "2026-11-22"].map((day) => isBirthday(day, "2026-11-22"))).toEqual([true, true]);
    for (const bad of ["1999-02-29", "2026-11-23", "1899-12-31", "2000-1-1", "2000-13-01", "平成2年"])
      expect(isBirthday(bad, "2026-11-22")).toBe(false);
  });
});

describe("an e-mail address", () => {
  it("is trimmed and lower case; old carrier addresses are real", () => {
    expect(normaliseEmail(" Hanako@Example.JP ")).toBe("hanako@example.jp");
    for (const real of ["a..b@docomo.ne.jp", "abc.@ezweb.ne.jp", ".x@i.softbank.jp", "a+b@example.co.jp"])
      expect(normaliseEmail(real)).toBe(real);
  });

  it("is one address in plain letters", () => {
    const bad = [
      "a@example.jp,b@example.jp",
      "a@example.jp;b@example.jp",
      "a b@example.jp",
      "a@example",
      "@example.jp",
      "a@",
      "a@@example.jp",
      "a@example.jp\r\nBcc: b@example.jp",
      "tanaka＠example.jp",
      "аnna@example.jp",
      "\u212aevin@example.jp",
      '"a"@example.jp',
      "<a@example.jp>",
      "a@exa_mple.jp",
      "a@-example.jp",
      `${"a".repeat(65)}@example.jp`,
    ];
    for (const text of bad) expect(normaliseEmail(text), text).toBeNull();
  });
});

describe("phoneForPeople", () => {
  it.each([
    ["+819012345678", "090-1234-5678"],
    ["+81312345678", "03-1234-5678"],
    ["+14155552671", "+1 415 555 2671"],
    ["nonsense", "nonsense"],
  ])("%s is written %s", (e164, written) => {
    expect(phoneForPeople(e164)).toBe(written);
  });
});
