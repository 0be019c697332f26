import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shopSlug } from "./input";
import { brandColorCheck, slugsFor } from "./rules";

describe("brandColorCheck", () => {
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
