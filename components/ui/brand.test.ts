import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandDeclarations, brandVariants, contrast, HOUSE_BRAND, normaliseHex } from "./brand";

const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);

describe("brandVariants", () => {
  it("keeps text readable for any colour a shop may choose", () => {
    fc.assert(
      fc.property(hex, (color) => {
        for (const [theme, v] of Object.entries(brandVariants(color))) {
          const surface = theme === "light" ? "#ffffff" : "#15181c";
          expect(contrast(v.ink, v.brand)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(v.ink, v.hover)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(v.text, surface)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(v.text, v.soft)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(v.edge, surface)).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });

  it("leaves a colour that already works as it is", () => {
    expect(brandVariants("#1d4f8f").light).toMatchObject({ brand: "#1d4f8f", ink: "#ffffff", text: "#1d4f8f" });
  });

  it("writes dark text on a pale colour", () => {
    expect(brandVariants("#ffd400").light).toMatchObject({ brand: "#ffd400", ink: "#15181c" });
  });

  it("falls back to the house colour and lets nothing through into the style element", () => {
    expect(brandVariants("red;}</style>").light.brand).toBe(HOUSE_BRAND);
    expect(brandDeclarations("</style><script>")).toMatch(/^[-a-z:#0-9;]+$/);
  });
});

describe("contrast and normaliseHex", () => {
  it("agrees with the published extremes", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
  it("reads short and long forms", () => {
    expect(normaliseHex(" #AbC ")).toBe("#aabbcc");
    expect(normaliseHex("#12345")).toBeNull();
    expect(normaliseHex(undefined)).toBeNull();
  });
});
