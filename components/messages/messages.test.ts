import { describe, expect, it } from "vitest";
import { en } from "./en";
import { ja } from "./ja";

/** Every key with the names of its placeholders: `ui.paging.next`, `ui.person.member{number}`. */
function shape(value: unknown, path = ""): string[] {
  if (typeof value === "string") {
    // A word in braces after a plural or select key is a text, not a placeholder.
    const names = [...value.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other)\s*)\{(\w+)\s*[,}]/g)].map((m) =>
      String(m[1]),
    );
    return [`${path}{${[...new Set(names)].toSorted((a, b) => a.localeCompare(b)).join(",")}}`];
  }
  return Object.entries(value as object).flatMap(([key, inner]) => shape(inner, path ? `${path}.${key}` : key));
}

describe("messages", () => {
  it.each(Object.keys(ja) as (keyof typeof ja)[])("%s says the same things in both languages", (namespace) => {
    expect(shape(en[namespace]).sort()).toEqual(shape(ja[namespace]).sort());
  });
});
