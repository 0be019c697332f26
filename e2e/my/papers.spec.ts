import { asHanako, expect, hrefOf, my, test } from "./customer";

const line =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36 Line/14.19.1/IAB";

const nobodysBrowser = { cookies: [], origins: [] };

test.describe("signed in", () => {
  test.use(asHanako);

  test("a purchase and a warranty as PDF; what is nobody's is a 404", async ({ page, playwright, baseURL }) => {
    await page.goto(`${my}/purchases`);
    await page.getByRole("main").getByRole("listitem").first().getByRole("link").click();
    await expect(page.getByText("適格請求書（インボイス）ではありません", { exact: false })).toBeVisible();
    const receipt = await page.request.get(await hrefOf(page.getByRole("link", { name: "PDFを保存する" })));
    expect(receipt.headers()["content-type"]).toBe("application/pdf");
    expect((await receipt.body()).subarray(0, 5).toString()).toBe("%PDF-");

    await page.goto(`${my}/warranties`);
    await page.getByRole("main").getByRole("listitem").first().getByRole("link").click();
    await expect(page.getByRole("link", { name: "修理を依頼する" })).toBeVisible();
    await page.getByRole("link", { name: "保証書を見る" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "保証書" })).toBeVisible();
    await expect(page.getByText(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)).toBeVisible();
    const address = await hrefOf(page.getByRole("link", { name: "PDFを保存する" }));
    expect((await page.request.get(address)).status()).toBe(200);

    const unknown = "00000000-0000-7000-8000-000000000000";
    for (const path of [
      `/purchases/${unknown}`,
      `/purchases/${unknown}/pdf`,
      `/warranties/${unknown}`,
      "/warranties/x",
    ])
      expect((await page.request.get(my + path)).status(), path).toBe(404);

    const stranger = await playwright.request.newContext({ baseURL, storageState: nobodysBrowser });
    const refused = await stranger.get(`${address}?key=x.9999999999999.y`, { maxRedirects: 0 });
    expect(refused.status()).toBe(303);
    expect(refused.headers().location).toContain("/sign-in?returnTo=");
    await stranger.dispose();
  });

  test.describe("inside LINE", () => {
    test.use({ userAgent: line });

    test("a PDF opens in the phone's own browser, which is not signed in", async ({ page, playwright, baseURL }) => {
      await page.goto(`${my}/purchases`);
      await page.getByRole("main").getByRole("listitem").first().getByRole("link").click();
      const link = page.getByRole("link", { name: "PDFを保存する" });
      const address = await hrefOf(link);
      expect(address).toContain("openExternalBrowser=1");
      await expect(page.getByRole("button", { name: "印刷する" })).toHaveCount(0);
      const outside = await playwright.request.newContext({ baseURL, storageState: nobodysBrowser });
      expect((await outside.get(address)).headers()["content-type"]).toBe("application/pdf");
      const altered = address.replace(/key=[0-9a-f]/, (key) => (key.endsWith("0") ? "key=1" : "key=0"));
      expect((await outside.get(altered, { maxRedirects: 0 })).status()).toBe(303);
      await outside.dispose();
      await page.goto(`${my}/account/data`);
      await expect(page.getByRole("link", { name: "いつものブラウザで開く" })).toHaveAttribute(
        "href",
        /openExternalBrowser=1/,
      );
    });
  });
});

test.describe("a stranger inside LINE", () => {
  test.use({ userAgent: line });

  test("is told that a mail's link opens another browser", async ({ page }) => {
    await page.goto(`${my}/sign-in`);
    await expect(page.getByText(/LINEとは別のブラウザで開きます/)).toBeVisible();
    await expect(page.getByRole("link", { name: "いつものブラウザで開く" })).toHaveAttribute(
      "href",
      /openExternalBrowser=1/,
    );
  });
});
