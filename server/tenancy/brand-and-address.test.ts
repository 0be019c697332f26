import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandVariants, contrast } from "@/components/ui/brand";
import { shopSlug } from "./input";
import { brandColorCheck, slugsFor } from "./rules";

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

  it("knows the gap between white and dark text", () => {
    expect(brandColorCheck("#7a7a7a")).toMatchObject({ passes: false, ratio: 4.2, ink: "light" });
    expect(brandColorCheck("#0B5CAD")).toMatchObject({ passes: true, nearest: "#0b5cad", ink: "light" });
    expect(brandColorCheck("#ffd400")).toMatchObject({ passes: true, ink: "dark" });
    expect(brandColorCheck("#000000").ratio).toBe(21);
  });
});

describe("slugsFor", () => {
  it("offers addresses from a Latin name", () => {
    expect(slugsFor("Aoi Denki")).toEqual(["aoi-denki", "aoidenki", "aoi", "aoi-denki-shop"]);
    expect(slugsFor("Café Marché")[0]).toBe("cafe-marche");
    expect(slugsFor("O'Neil & Sons, Ltd.")[0]).toBe("oneil-sons-ltd");
    expect(slugsFor("青い電機")).toEqual([]);
    expect(slugsFor("--- !!!")).toEqual([]);
  });

  it("never offers what the form would not take for its shape", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 90 }), (name) => {
        for (const offer of slugsFor(name)) expect(offer).toMatch(/^[a-z0-9][a-z0-9-]{1,39}$/);
      }),
    );
    expect(shopSlug.safeParse("start").success).toBe(false);
    expect(shopSlug.safeParse("aoi").success).toBe(true);
  });
});
