import { describe, expect, it } from "vitest";
import { originOf } from "./door";

const from = (hops: string, proxies?: number) => originOf(new Headers({ "x-forwarded-for": hops }), proxies);

describe("originOf", () => {
  it("believes what our own proxies wrote, and nothing before it", () => {
    expect(from("203.0.113.7", 1)).toBe("203.0.113.7");
    expect(from("evil, 203.0.113.7", 1)).toBe("203.0.113.7");
    expect(from("evil, 203.0.113.7, 10.0.0.1", 2)).toBe("203.0.113.7");
    expect(from("203.0.113.7", 2)).toBe("203.0.113.7");
  });

  it("bears a missing or endless header", () => {
    expect(originOf(new Headers(), 1)).toBe("unknown");
    expect(from("x".repeat(500), 1)).toHaveLength(64);
    expect(from(" , ", 1)).toBe("unknown");
  });
});
