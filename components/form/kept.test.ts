import { beforeEach, expect, test, vi } from "vitest";
import { keepUnder, keptUnder } from "./kept";

const shelf = new Map<string, string>();
const working = {
  getItem: (key: string) => shelf.get(key) ?? null,
  setItem: (key: string, text: string) => void shelf.set(key, text),
  removeItem: (key: string) => void shelf.delete(key),
};
const forbidden = () => {
  throw new DOMException("no", "SecurityError");
};

beforeEach(() => {
  shelf.clear();
  vi.stubGlobal("sessionStorage", working);
});

test("what is kept comes back until it is let go of", () => {
  expect(keptUnder("a")).toBeNull();
  expect(keepUnder("a", { name: "𠮷田" })).toBe(true);
  expect(keptUnder("a")).toEqual({ name: "𠮷田" });
  expect(keptUnder("b")).toBeNull();
  expect(keepUnder("a", null)).toBe(true);
  expect(keptUnder("a")).toBeNull();
});

test("what is broken, no object or of another shape is nothing", () => {
  const isDraft = (value: { name?: unknown; of: unknown[] }) => value.of.length > 0;
  for (const text of ["{", "null", "7", '"a"', "{}", '{"of":[]}']) {
    shelf.set("a", text);
    expect(keptUnder("a", isDraft), text).toBeNull();
  }
  shelf.set("a", '{"of":[1]}');
  expect(keptUnder("a", isDraft)).toEqual({ of: [1] });
});

test("a browser that keeps nothing, or has no room, is told and does no harm", () => {
  vi.stubGlobal("sessionStorage", { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
  expect(keepUnder("a", { name: "x" })).toBe(false);
  expect(keepUnder("a", null)).toBe(false);
  expect(keptUnder("a")).toBeNull();
});
