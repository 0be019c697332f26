import { describe, expect, it } from "vitest";
import { seal, unseal } from "./sealing";

describe("a sealed secret", () => {
  it("opens for its purpose and owner, and reads differently each time", () => {
    const [one, two] = [seal("totp", "a", "JBSWY3DP"), seal("totp", "a", "JBSWY3DP")];
    expect(one).not.toBe(two);
    expect([unseal("totp", "a", one), unseal("totp", "a", two)]).toEqual(["JBSWY3DP", "JBSWY3DP"]);
    expect(one).not.toContain("JBSWY3DP");
  });

  it("does not open altered, for somebody else, for another purpose, or cut", () => {
    const sealed = seal("totp", "a", "JBSWY3DP");
    const bytes = Buffer.from(sealed, "base64url");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(unseal("totp", "a", bytes.toString("base64url"))).toBeNull();
    expect(unseal("totp", "b", sealed)).toBeNull();
    expect(unseal("other", "a", sealed)).toBeNull();
    expect(unseal("totp", "a", sealed.slice(0, 20))).toBeNull();
    expect(unseal("totp", "a", "")).toBeNull();
  });
});
