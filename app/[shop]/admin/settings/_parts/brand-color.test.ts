import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandVariants, contrast } from "@/components/ui/brand";
import { brandColorCheck } from "@/server/tenancy/rules";

const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);

describe("brandColorCheck", () => {
  it("agrees with what the screens paint: a colour that passes is readable there, in the ink that was named", () => {
    fc.assert(
      fc.property(hex, (color) => {
        const { ink, passes, nearest, forWhite } = brandColorCheck(color);
        const painted = brandVariants(nearest).light;
        expect(
          contrast(nearest, passes ? (ink === "light" ? "#ffffff" : "#15181c") : painted.ink),
        ).toBeGreaterThanOrEqual(4.5);
        expect(contrast(forWhite, "#ffffff")).toBeGreaterThanOrEqual(4.5);
        expect(brandColorCheck(nearest)).toMatchObject({ passes: true, nearest });
        // Moved only where it would vanish into the page, never to make text readable.
        if (contrast(nearest, "#ffffff") >= 1.15) expect(painted.brand).toBe(nearest);
      }),
    );
  });
});
