import { expect } from "@playwright/test";
import { invitationLink, invite, join, newAddress, stranger, test } from "./access";
import { base, expectAccessible } from "./office";

test.describe.configure({ timeout: 180_000 });

test("shows who changed what, with what it was before", async ({ page, browser }) => {
  const email = newAddress();
  await invite(page, email, "アナリスト");
  await page.goto(`${base}/audit?kind=tenancy`);
  const row = page.getByRole("row").filter({ hasText: email });
  await expect(row).toContainText("スタッフを招待");
  const theirs = await stranger(browser);
  const screen = await theirs.newPage();
  await join(screen, await invitationLink(page, email), "渡辺 翠");
  await screen.goto("/account");
  await screen.getByLabel("お名前").fill("渡辺 みどり");
  await screen.getByRole("button", { name: "保存する" }).click();
  await expect(screen.getByText("保存しました。")).toBeVisible();
  await theirs.close();

  await page.goto(`${base}/audit`);
  await page.getByLabel("検索", { exact: true }).fill("渡辺 みどり");
  await page.getByRole("button", { name: "絞り込む" }).click();
  await expect(page).toHaveURL(/q=/);
  const change = page.getByRole("row").filter({ hasText: "プロフィールを変更" }).first();
  await expect(change.getByRole("deletion").first()).toHaveText("渡辺 翠");
  await expect(change.getByRole("insertion").first()).toHaveText("渡辺 みどり");
  await expectAccessible(page);
});

test("a key is shown once, opens the API, and ends when it is revoked", async ({ page }) => {
  const name = `POS ${newAddress().split("@")[0]}`;
  await page.goto(`${base}/settings/api-keys`);
  await page.getByRole("button", { name: "キーを作る" }).click();
  const dialog = page.getByRole("dialog", { name: "APIキーを作る" });
  await dialog.getByRole("textbox", { name: "名前", exact: true }).fill(name);
  await dialog.getByRole("checkbox", { name: /会員を探す/ }).check();
  await dialog.getByRole("button", { name: "キーを作る" }).click();
  const shown = page.getByRole("dialog", { name: "キーを控えてください" });
  const secret = (await shown.getByLabel("APIキー").textContent()) ?? "";
  await shown.getByRole("button", { name: "控えました" }).click();
  await expectAccessible(page);
  const me = () => page.request.get("/api/v1/me", { headers: { authorization: `Bearer ${secret}` } });
  expect(await (await me()).json()).toMatchObject({ name, scopes: ["members.read"] });
  await page.getByRole("button", { name: `${name}: 無効にする` }).click();
  const revoke = page.getByRole("dialog");
  await revoke.getByRole("textbox").fill(name);
  await revoke.getByRole("button", { name: "無効にする" }).click();
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("無効");
  expect((await me()).status()).toBe(401);
});
