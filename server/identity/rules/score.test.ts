import { describe, expect, it } from "vitest";
import { type Agreement, certaintyOf, scorePair } from "./score";

const nothing: Agreement = {
  email: null,
  phone: null,
  name: null,
  birthday: null,
  address: null,
  postal: null,
  gender: null,
};
const certainty = (agreement: Partial<Agreement>) => {
  const found = scorePair({ ...nothing, ...agreement });
  return found && certaintyOf(found.score);
};

describe("scorePair", () => {
  it("is sure of name, birthday and telephone", () => {
    expect(certainty({ name: true, birthday: true, phone: true })).toBe("sure");
    expect(certainty({ name: true, email: true, address: true })).toBe("sure");
  });
  it("finds likely what shares a name and a way to be reached", () => {
    expect(certainty({ name: true, phone: true })).toBe("likely");
    expect(certainty({ name: true, birthday: true, postal: true })).toBe("likely");
    expect(certainty({ name: true, birthday: true })).toBe("possible");
  });
  it("leaves families alone: one telephone, one address, other names", () => {
    expect(certainty({ phone: true, address: true, name: false })).toBeNull();
    expect(certainty({ phone: true, address: true, birthday: true, name: false })).toBeNull();
    expect(certainty({ email: true, name: false })).toBeNull();
  });
  it("doubts a father and a son of one name", () => {
    expect(certainty({ name: true, address: true, phone: true, birthday: false })).toBe("possible");
  });
  it("says why, without what says nothing", () => {
    expect(
      scorePair({ ...nothing, name: true, phone: true, address: true, postal: true, gender: true })?.reasons,
    ).toEqual([
      { trait: "phone", isSame: true },
      { trait: "name", isSame: true },
      { trait: "address", isSame: true },
    ]);
  });
});
