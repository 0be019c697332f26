import fc from "fast-check";
import { expect, it } from "vitest";
import { contrast } from "@/components/ui/brand";
import { inkOn } from "./ink";

it("can be read on any colour", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (n) => {
      const color = `#${n.toString(16).padStart(6, "0")}`;
      expect(contrast(color, inkOn(color))).toBeGreaterThanOrEqual(4.2);
    }),
  );
  expect(inkOn("#b8860b")).toBe("#15181c");
  expect(inkOn("no colour")).toBe("#ffffff");
});
