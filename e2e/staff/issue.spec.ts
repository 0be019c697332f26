import { expect } from "@playwright/test";
import { expectAccessible, scanBox, standAtCounter, test } from "./counter";

test("a walk-in has a card by one press, and nothing is asked", async ({ page }) => {
  await standAtCounter(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "カードを発行" }).click();
  await expect(page.getByRole("img", { name: /^会員番号 29.* のコード$/ })).toBeVisible();
  await expect(page.getByRole("img", { name: "会員証を受け取るQRコード" })).toBeVisible();
  await page.getByRole("link", { name: "会計へ進む" }).click();
  await expect(scanBox(page)).toBeFocused();
});

test("the card works at the till at once, and the person can be found again", async ({ page }) => {
  await standAtCounter(page);
  await page.getByRole("link", { name: "カード発行" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "カードを発行" })).toBeVisible();
  await page.getByRole("button", { name: "カードを発行" }).click();
  const spoken = await page.getByText(/^29\d{2} \d{4} \d{5}$/).textContent();
  await expectAccessible(page);
  // No text box here: the reader is understood all the same.
  await page.keyboard.type((spoken ?? "").replaceAll(" ", ""), { delay: 5 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `会員 ${spoken}` })).toBeVisible();
  await page.getByRole("link", { name: "ホーム" }).first().click();
  await expect(
    page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ hasText: spoken ?? "" }),
  ).toBeVisible();
});

test("a lost QR code is made anew", async ({ page }) => {
  await standAtCounter(page);
  await page.getByRole("button", { name: "カードを発行" }).click();
  await page.getByRole("link", { name: "会員を表示" }).click();
  await page.getByRole("button", { name: "QRコード再発行" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "QRコードを作る" }).click();
  await expect(dialog.getByRole("img", { name: "会員証を受け取るQRコード" })).toBeVisible();
  await expectAccessible(page);
});
