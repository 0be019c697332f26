import { describe, expect, it } from "vitest";
import { makeAppleChain } from "@/db/testing/apple-chain";
import { readAppleCredentials } from "./rules/apple-credentials";

const now = new Date("2026-11-22T03:00:00Z");
const chain = makeAppleChain();
const other = makeAppleChain();
const authority = Buffer.from(chain.authorityPem);
const read = (certificate: Buffer | string, password = "", above: Buffer | null = authority) =>
  readAppleCredentials({ certificate: Buffer.from(certificate as string), password, authority: above }, now);

describe("the files of Apple's developer account", () => {
  it("reads a locked .p12 with Apple's certificate beside it, and names pass type and team", () => {
    expect(read(chain.p12("ひみつ"), "ひみつ")).toMatchObject({
      passTypeId: "pass.jp.example.members",
      teamId: "ABCDE12345",
      validUntil: new Date("2027-11-01T00:00:00Z"),
      authorityPem: expect.stringContaining("BEGIN CERTIFICATE"),
    });
  });

  it("reads PEM with everything in one file", () => {
    const all = `${chain.certificatePem}${chain.keyPem}${chain.authorityPem}`;
    expect(read(all, "", null)).toMatchObject({ teamId: "ABCDE12345" });
  });

  it.each([
    ["another password", chain.p12("right"), "wrong", authority, "passes.password"],
    ["a certificate without its key", chain.certificatePem, "", authority, "passes.no_key"],
    ["the key of another", `${chain.certificatePem}${other.keyPem}`, "", authority, "passes.key_of_another"],
    ["nothing above it", `${chain.certificatePem}${chain.keyPem}`, "", null, "passes.no_authority"],
    [
      "somebody else's authority",
      `${chain.certificatePem}${chain.keyPem}`,
      "",
      Buffer.from(other.authorityPem),
      "passes.authority_of_another",
    ],
    ["no pass type", `${chain.authorityPem}${chain.keyPem}`, "", authority, "passes.not_a_pass_type"],
    ["a key alone", chain.keyPem, "", authority, "passes.no_certificate"],
    ["a picture", "\x89PNG\r\n\x1a\n", "", authority, "passes.unreadable"],
    ["an empty PEM", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----", "", authority, "passes.unreadable"],
  ])("says what is wrong with %s", (_what, certificate, password, above, fault) => {
    expect(read(certificate, password, above)).toBe(fault);
  });

  it("refuses a certificate that is over", () => {
    const over = makeAppleChain(new Date("2026-10-01T00:00:00Z"));
    expect(read(`${over.certificatePem}${over.keyPem}${over.authorityPem}`, "", null)).toBe("passes.expired");
  });
});
