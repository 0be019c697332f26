import { expect, it } from "vitest";
import { hotName } from "./hot-statements";

it("names a statement once it is asked for often, always alike, and others otherwise", () => {
  const [often, other, seldom] = ["select 1 where $1", "select 2 where $1", "select 3 where $1"];
  const names = Array.from({ length: 120 }, () => [hotName(often), hotName(other)]);
  expect(names[0]).toEqual([undefined, undefined]);
  const [name, second] = names.at(-1) ?? [];
  expect(name).toMatch(/^[\w-]{22}$/);
  expect(second).not.toBe(name);
  expect(new Set(names.map(([first]) => first))).toEqual(new Set([undefined, name]));
  expect(hotName(seldom)).toBeUndefined();
});

it("keeps no more than its share, however many statements become hot", () => {
  const found = new Set<string | undefined>();
  for (let text = 0; text < 400; text += 1)
    for (let n = 0; n < 60; n += 1) found.add(hotName(`select ${text} from many where $1`));
  expect(found.size).toBeLessThan(250);
});
