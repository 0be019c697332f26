import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast } from "./brand";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

/** The hex tokens of the first block that opens with `selector`. */
function tokens(selector: string): Record<string, string> {
  const start = css.indexOf(selector);
  const block = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries([...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));
}

const themes = { light: tokens('[data-theme="light"] {'), dark: tokens('[data-theme="dark"] {') };

describe.each(Object.entries(themes))("%s tokens", (_, t) => {
  it("keep text at 4.5:1 on every ground", () => {
    for (const text of ["ink", "ink-2", "ink-3"]) {
      for (const ground of ["canvas", "surface", "raised", "sunken", "hover"]) {
        expect(contrast(t[text]!, t[ground]!), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    for (const tone of ["ok", "warn", "danger", "info"]) {
      for (const ground of [`${tone}-soft`, "surface", "canvas", "raised"]) {
        expect(contrast(t[tone]!, t[ground]!), `${tone} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(t["ink-2"]!, t[`${tone}-soft`]!)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast("#ffffff", t["danger-solid"]!)).toBeGreaterThanOrEqual(4.5);
  });
  it("outline controls at 3:1", () => {
    expect(contrast(t["line-strong"]!, t.surface!)).toBeGreaterThanOrEqual(3);
  });
});

it("gives the same dark values by choice and by device", () => {
  expect(tokens(":root:not([data-theme]) {")).toEqual(themes.dark);
});
