import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No rule of WCAG 2.2 AA that a machine can check is broken, nor one of `more`. */
export async function expectAccessible(page: Page, more: readonly string[] = []): Promise<void> {
  // A mail stands in a frame that runs no scripts: who looks inside waits for ever.
  const { violations } = await new AxeBuilder({ page })
    .exclude("iframe")
    .withTags([...wcag, ...more])
    .analyze();
  const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  expect(findings, page.url()).toEqual([]);
}
