import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownPath, sessionEnd } from "./rules";

describe("ownPath", () => {
  it("goes on to paths below the prefix", () => {
    for (const path of ["/aoi/my", "/aoi/my/points", "/aoi/my?tab=1", "/aoi/my/warranties/1#top"])
      expect(ownPath(path, "/aoi/my", "/home")).toBe(path);
    expect(ownPath("/aoi/admin", "/", "/home")).toBe("/aoi/admin");
  });

  it("lets an address carry another one behind its question mark", () => {
    const nested = "/aoi/admin/imports?returnTo=%2Faoi%2Fadmin%2Fmembers%3Fq%3Da";
    expect(ownPath(nested, "/aoi/admin", "/home")).toBe(nested);
    // The inner one is asked for again by the page that goes there, and an evil one falls there.
    const carried = new URL("/aoi/admin?returnTo=%2F%2Fevil.example", "https://shop.example").searchParams;
    expect(ownPath(carried.get("returnTo"), "/aoi/admin", "/home")).toBe("/home");
  });

  it("goes nowhere else", () => {
    const evil = [
      "//evil.example",
      "/\\evil.example",
      "\\/evil",
      "https://evil.example",
      "javascript:alert(1)",
      "/aoi/myth",
      "/other/my",
      "/aoi/my/../../other",
      "/aoi/my/%2e%2e/x",
      "/aoi/my/..%2f..",
      "/%2f/evil",
      "/aoi/my\n",
      "/aoi/my\t/x",
      " /aoi/my",
      "",
      null,
      undefined,
      `/aoi/my/${"a".repeat(600)}`,
      "/aoi/my/./x",
      "/aoi/my/%5cevil",
      "/aoi/my/%2F..%2Fx?returnTo=/aoi/my",
      "/%2F%2Fevil.example?x=1",
      "/aoi/my%3f/..%2f..%2fevil",
      "/aoi/my?x=\\evil",
      "/aoi/my?x=/../evil",
    ];
    for (const path of evil) expect(ownPath(path, "/aoi/my", "/home"), String(path)).toBe("/home");
    const twice = ["/aoi/my", "/aoi/my"] as unknown as string;
    expect(ownPath(twice, "/aoi/my", "/home")).toBe("/home");
    for (const path of ["//evil.example", "/\\evil.example", "https://evil.example"])
      expect(ownPath(path, "/", "/home")).toBe("/home");
  });

  it("always stays on the same origin", () => {
    const base = "https://shop.example";
    fc.assert(fc.property(fc.string(), (text) => new URL(ownPath(`/${text}`, "/", "/home"), base).origin === base));
    fc.assert(
      fc.property(fc.string(), (text) => new URL(ownPath(`/aoi/my${text}`, "/aoi/my", "/home"), base).origin === base),
    );
  });
});

describe("sessionEnd", () => {
  it("slides, but never past the life of the session", () => {
    const began = new Date(0);
    expect(sessionEnd(began, new Date(5), 10, 100)).toEqual(new Date(15));
    expect(sessionEnd(began, new Date(95), 10, 100)).toEqual(new Date(100));
  });
});
