import { balance, expect, hrefOf, mainButton, my, numberIn, openWarrantyMail, test } from "./customer";

test.describe.configure({ timeout: 180_000 });

test("the warranty mail opens My Page at its product, without a password", async ({ page }) => {
  const mail = await openWarrantyMail(page, 0);
  const inMail = numberIn(
    await mail.body
      .getByText(/^[\d,]+\s*ポイント$/)
      .first()
      .textContent(),
  );
  await mainButton(mail).click();

  await expect(page).toHaveURL(/\/aoi\/my\/warranties\/[0-9a-f-]{36}$/);
  const product = page.getByRole("heading", { level: 1 });
  await expect(product).toBeVisible();
  expect(mail.subject).toContain(`】${await product.textContent()}の保証は`);
  await expect(page.getByText(/^あと\d+日$|^本日まで$/)).toBeVisible();
  expect(numberIn(await balance(page).textContent())).toBe(inMail);
  await expect(page.getByRole("list", { name: "こちらもおすすめです" }).getByRole("listitem")).toHaveCount(3);
  // Whom the mail was forwarded to learns neither a name nor what else was bought.
  await expect(page.getByText("一緒に購入されています")).toHaveCount(0);
  await expect(page.getByRole("navigation")).toHaveCount(0);

  for (const path of ["", "/card", "/points", "/purchases", "/warranties", "/account"]) {
    await page.goto(`${my}${path}`);
    await expect(page).toHaveURL(`${my}/sign-in?returnTo=${encodeURIComponent(my + path)}`);
  }
});

test("an item of the mail opens that item; signing in comes back to the warranty", async ({ page }) => {
  const mail = await openWarrantyMail(page, 1);
  const items = mail.body.getByRole("link").filter({ hasNotText: /保証|明細|停止|問い合わせ|マイページ|あおい電機/ });
  const item = items.filter({ hasText: /./ }).first();
  const name = (await item.textContent())?.trim() ?? "";
  await item.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.goBack();
  await mainButton(mail).click();
  await expect(page).toHaveURL(/\/warranties\//);
  const { pathname } = new URL(page.url());
  await page.getByRole("link", { name: "ログイン" }).click();
  await expect(page).toHaveURL(`${my}/sign-in?returnTo=${encodeURIComponent(pathname)}`);
});

test.describe("in English", () => {
  test.use({ locale: "en-US" });

  test("the page behind the mail speaks the reader's language", async ({ page }) => {
    await page.goto("/dev/mail");
    const mail = await openWarrantyMail(page, 2);
    await page.goto(await hrefOf(mainButton(mail)));
    await expect(page.getByText(/^\d+ days? left$|^Last day today$/)).toBeVisible();
    await expect(page.getByText("Points you can use")).toBeVisible();
    await expect(page.getByRole("list", { name: "You may also like" }).getByRole("listitem")).toHaveCount(3);
    await page.goto(`${my}/purchases`);
    await expect(page.getByRole("heading", { level: 1, name: "Sign in to My Page" })).toBeVisible();
  });
});
