import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "../testing/journey";
import { expectAccessible } from "./office";

const widths = { phone: 390, desktop: 1280 } as const;

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, width] of Object.entries(widths)) {
    test(`the whole kit at ${name} width in ${colorScheme} colours`, async ({ browser, baseURL }, info) => {
      const context = await browser.newContext({ baseURL, colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto("/dev/gallery");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const photo = await page.screenshot({
        path: info.outputPath(`gallery-${name}-${colorScheme}.png`),
        fullPage: true,
      });
      expect(photo.length).toBeGreaterThan(50_000);
      const { wide, ground } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - window.innerWidth,
        ground: getComputedStyle(document.documentElement).backgroundColor,
      }));
      expect(wide).toBeLessThanOrEqual(0);
      // Of a colour, only how light it is matters here.
      const canvas = await page.evaluate((color) => {
        const context2d = new OffscreenCanvas(1, 1).getContext("2d");
        if (!context2d) return [0];
        context2d.fillStyle = color;
        context2d.fillRect(0, 0, 1, 1);
        return context2d.getImageData(0, 0, 1, 1).data.slice(0, 3);
      }, ground);
      const isLight = Math.min(...canvas) > 200;
      expect(isLight).toBe(colorScheme === "light");
      await expectAccessible(page);
      await context.close();
    });
  }
}

test("every part of the kit is in the gallery", () => {
  const shelves = readdirSync("app/dev/gallery", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => readFileSync(join("app/dev/gallery", file), "utf8"))
    .join("\n");
  // Mounted once in the root layout, and so on this page, too.
  const elsewhere = new Set(["toaster"]);
  const parts = readdirSync("components/ui").flatMap((file) => /^(.+)\.tsx$/.exec(file)?.[1] ?? []);
  expect(parts.filter((part) => !elsewhere.has(part) && !shelves.includes(`components/ui/${part}"`))).toEqual([]);
});
