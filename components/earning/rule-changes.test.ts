import { expect, it } from "vitest";
import type { EarnRule } from "@/server/earning/input";
import { isSameRule, ruleChanges } from "./rule-changes";

const rule = (id: string, points = 100): EarnRule => ({
  id,
  name: id,
  when: {},
  gives: { kind: "bonus", points, per: "sale" },
  stacking: { kind: "sum" },
  precedence: 100,
  limits: {},
  life: {},
});

it("the order of keys makes no difference, a value does", () => {
  const { id, name, ...rest } = rule("a");
  expect(isSameRule(rule("a"), { ...rest, name, id })).toBe(true);
  expect(isSameRule(rule("a"), rule("a", 101))).toBe(false);
});

it("names what is new, what differs and what ends", () => {
  const said = ruleChanges([rule("a"), rule("b"), rule("c")], [rule("d"), rule("c", 200), rule("a")]);
  expect(said.map(({ kind, rule: { id } }) => `${kind} ${id}`)).toEqual(["added d", "changed c", "removed b"]);
  expect(ruleChanges([rule("a")], [rule("a")])).toEqual([]);
});
