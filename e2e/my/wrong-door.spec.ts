import { asHanako, expect, hrefOf, mainButton, my, openWarrantyMail, test } from "./customer";

test.describe.configure({ timeout: 180_000 });

const nowhere = "ページが見つかりません";
/** The same address with the last sign of its signature changed. */
const altered = (address: string) => address.slice(0, -2) + (address.endsWith("AA") ? "BB" : "AA");

test("altered links are told apart from pages, kindly", async ({ page }) => {
  const mail = await openWarrantyMail(page, 14);
  const click = await hrefOf(mainButton(mail));
  const unsubscribe = await hrefOf(mail.body.getByRole("link", { name: "配信を停止する" }));
  for (const [address, status, title] of [
    [altered(click), 404, "このリンクは開けません"],
    [click.slice(0, -20), 404, "このリンクは開けません"],
    [altered(unsubscribe), 404, nowhere],
    // The right link at the wrong shop.
    [unsubscribe.replace("/aoi/", "/tsumugi/"), 404, nowhere],
    [`${my}/link/not-a-link`, 200, "このリンクは使えません"],
    [`${my}/verify/not-a-link`, 200, "このリンクは使えません"],
    [`${my}/claim/not-a-link`, 200, "このリンクは使えません"],
  ] as const) {
    const answer = await page.goto(address);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    expect(answer?.status(), address).toBe(status);
  }
  await expect(page.getByText("店頭でお声がけください")).toBeVisible();
});

test("a followed link opens that shop's page only, and no other person's", async ({ page }) => {
  const first = await openWarrantyMail(page, 15);
  await mainButton(first).click();
  await expect(page).toHaveURL(/\/warranties\//);
  const path = new URL(page.url()).pathname;
  await page.goto(path.replace("/aoi/", "/tsumugi/"));
  await expect(page).toHaveURL(/\/tsumugi\/my\/sign-in\?/);
  // The newest link followed is who one is now: the first warranty is somebody else's.
  await mainButton(await openWarrantyMail(page, 18)).click();
  await expect(page).toHaveURL(/\/warranties\//);
  await page.goto(path);
  await expect(page.getByText(nowhere)).toBeVisible();
});

test("an unknown shop is not there", async ({ page }) => {
  for (const path of ["/no-such-shop/my", "/no-such-shop/my/sign-in", "/no-such-shop/unsubscribe/x"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: nowhere })).toBeVisible();
  }
  await page.getByRole("link", { name: "トップへ戻る" }).click();
  await expect(page.getByRole("heading", { name: "デモのショップ" })).toBeVisible();
});

test.describe("signed in", () => {
  test.use(asHanako);

  test("a session of one shop is nobody at another", async ({ page }) => {
    for (const path of ["", "/card", "/account"]) {
      await page.goto(`/tsumugi/my${path}`);
      await expect(page).toHaveURL(/\/tsumugi\/my\/sign-in\?/);
    }
    await page.goto(my);
    await expect(page.getByRole("heading", { level: 1, name: "田中 花子様" })).toBeVisible();
  });

  test("what is not hers is not there", async ({ page, browser, baseURL }) => {
    const other = await browser.newPage({ baseURL, locale: "ja-JP" });
    await mainButton(await openWarrantyMail(other, 21)).click();
    await expect(other).toHaveURL(/\/warranties\//);
    const others = new URL(other.url()).pathname;
    await other.close();
    const nobodys = "01900000-0000-7000-8000-000000000000";
    for (const path of [
      others,
      `${my}/warranties/${nobodys}`,
      `${my}/warranties/x`,
      `${my}/purchases/${nobodys}`,
      `${my}/purchases/x`,
    ]) {
      await page.goto(path);
      await expect(page.getByText(nowhere), path).toBeVisible();
    }
  });
});

test("a stranger is sent to sign in by a redirect, and comes back to where they were going", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? "", storageState: { cookies: [], origins: [] } });
  for (const path of [
    "",
    "/card",
    "/points",
    "/purchases?cursor=x",
    "/warranties",
    "/repairs",
    "/repairs/new",
    "/account/data",
  ]) {
    const answer = await context.request.get(`${my}${path}`, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(307);
    expect(answer.headers().location, path).toContain(`/sign-in?returnTo=${encodeURIComponent(`${my}${path}`)}`);
  }
  await context.close();
});

test("scripts come packed with brotli to a browser that takes it, and once", async ({ request, page }) => {
  await page.goto(my);
  const script = await page.locator('script[src*="/_next/static/"]').first().getAttribute("src");
  const [packed, plain] = [
    await request.get(script ?? "", { headers: { "accept-encoding": "gzip, deflate, br" } }),
    await request.get(script ?? "", { headers: { "accept-encoding": "gzip" } }),
  ];
  expect(packed.headers()).toMatchObject({
    "content-encoding": "br",
    vary: "Accept-Encoding",
    "cache-control": "public, max-age=31536000, immutable",
    "content-type": "application/javascript; charset=UTF-8",
  });
  expect(plain.headers()["content-encoding"]).toBe("gzip");
  expect(await packed.text()).toBe(await plain.text());
});
