import { describe, expect, it } from "vitest";
import { type Known, mailboxOf, placeOf, samenessOf } from "./same-person";

const nobody: Known = { phone: null, email: null, postalCode: null, addressLine: null, householdId: null };

describe("who is the same person or household", () => {
  it("reads a mailbox through its spellings", () => {
    expect(mailboxOf("Hana.Ko+goen@gmail.com")).toBe("hanako@gmail.com");
    expect(mailboxOf("hanako@googlemail.com")).toBe("hanako@gmail.com");
    expect(mailboxOf("hana.ko+x@example.jp")).toBe("hana.ko@example.jp");
  });

  it("reads an address through its spellings", () => {
    for (const spelt of ["1丁目2番3号", "１－２－３", "1-2-3", "1ー2の3"]) expect(placeOf(spelt)).toBe("1-2-3");
    expect(placeOf("1-2-30")).not.toBe(placeOf("1-23-0"));
  });

  it("says by what, and nothing of what nobody knows", () => {
    expect(samenessOf(nobody, nobody, false)).toBeNull();
    expect(samenessOf(nobody, nobody, true)).toBe("device");
    expect(samenessOf({ ...nobody, phone: "+819012345678" }, { ...nobody, phone: "+819012345678" }, false)).toBe(
      "phone",
    );
    expect(samenessOf({ ...nobody, email: "a+1@example.jp" }, { ...nobody, email: "a@example.jp" }, false)).toBe(
      "email",
    );
    const home = { ...nobody, postalCode: "1800004", addressLine: "1-2-3" };
    expect(samenessOf(home, { ...home, addressLine: "１丁目２番３号" }, false)).toBe("address");
    expect(samenessOf(home, { ...home, postalCode: "1800005" }, false)).toBeNull();
    expect(samenessOf({ ...home, addressLine: "" }, { ...home, addressLine: "" }, false)).toBeNull();
    expect(samenessOf({ ...nobody, householdId: "h" }, { ...nobody, householdId: "h" }, false)).toBe("household");
  });
});
