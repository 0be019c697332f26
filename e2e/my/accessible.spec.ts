import type { Page } from "@playwright/test";
import { asHanako, expect, expectAccessible, hrefOf, mainButton, my, openWarrantyMail, test } from "./customer";

test.describe.configure({ timeout: 240_000 });

async function look(page: Page, path: string): Promise<void> {
  await test.step(path, async () => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
    }));
    expect(scroll, "nothing is wider than the phone").toBeLessThanOrEqual(width);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test("every page before sign-in is accessible", async ({ page }) => {
      const mail = await openWarrantyMail(page, 24);
      await expectAccessible(page);
      const click = await hrefOf(mainButton(mail));
      const unsubscribe = await hrefOf(mail.body.getByRole("link", { name: "配信を停止する" }));
      const paths = [
        "/",
        `${my}/sign-in`,
        `${my}/sign-in?with=password`,
        `${my}/link/x`,
        `${my}/claim/x`,
        "/no-such-shop/my",
      ];
      for (const path of [...paths, click, unsubscribe, `${click}x`, "/dev/mail"]) await look(page, path);
    });

    test.describe("signed in", () => {
      test.use(asHanako);

      test("every page of My Page is accessible", async ({ page }) => {
        const account = ["", "/profile", "/notifications", "/devices", "/data", "/withdraw"].map(
          (at) => `/account${at}`,
        );
        for (const path of [
          "",
          "/card",
          "/points",
          "/address",
          "/password",
          "/goodbye",
          "/recommendations",
          ...account,
        ])
          await look(page, my + path);
        for (const path of ["/purchases", "/warranties"]) {
          await look(page, my + path);
          const first = page.getByRole("main").getByRole("listitem").first().getByRole("link");
          const href = await hrefOf(first);
          await look(page, href);
          if (path === "/warranties") await look(page, `${href}/certificate`);
        }
      });
    });
  });
}
