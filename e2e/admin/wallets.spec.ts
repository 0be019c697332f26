import { expect } from "@playwright/test";
import { makeAppleChain } from "../../db/testing/apple-chain";
import { unzip } from "../../db/testing/wallet-services";
import { test } from "../testing/journey";
import { base, expectAccessible, signIn } from "./office";

test("the owner sets Apple's wallet up, a customer takes the card, and the phone asks for its changes", async ({
  page,
  browser,
}) => {
  const chain = makeAppleChain(new Date("2036-01-01T00:00:00Z"));
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: "application/octet-stream", buffer });
  await signIn(page, "owner", `${base}/settings/wallets`);
  const apple = page.getByRole("region", { name: "Appleウォレット" });
  await expect(apple.getByText("未設定")).toBeVisible();
  await expectAccessible(page);

  await apple.getByRole("button", { name: "登録する" }).click();
  await expect(apple.getByText("ファイルを選んでください。")).toBeVisible();
  await apple
    .getByLabel("証明書（.p12 または .pem）", { exact: true })
    .setInputFiles(file("members.p12", chain.p12("ひみつ")));
  await apple.getByLabel("ファイルのパスワード").fill("ちがう");
  await apple
    .getByLabel("Apple WWDR 中間証明書（.cer）", { exact: true })
    .setInputFiles(file("wwdr.cer", Buffer.from(chain.authorityPem)));
  await apple.getByRole("button", { name: "登録する" }).click();
  await expect(apple.getByText("パスワードが違います。")).toBeVisible();
  await apple.getByLabel("ファイルのパスワード").fill("ひみつ");
  await apple.getByRole("button", { name: "登録する" }).click();
  await expect(apple.getByText("使えます")).toBeVisible();
  await expect(apple.getByText("pass.jp.example.members")).toBeVisible();
  await expectAccessible(page);

  const phone = await browser.newContext({ locale: "ja-JP", viewport: { width: 390, height: 844 } });
  const my = await phone.newPage();
  await my.goto("/aoi/my/card");
  await my.getByRole("link", { name: "パスワードでログインする" }).click();
  await my.getByRole("textbox", { name: "パスワード" }).fill("goen-demo-2026");
  await my.getByRole("textbox", { name: "メールアドレス" }).fill("hanako@example.jp");
  await my.getByRole("button", { name: "ログイン" }).click();
  const link = my.getByRole("link", { name: "Appleウォレットに追加" });
  await expect(link).toBeVisible();
  await expect(my.getByRole("link", { name: "Googleウォレットに追加" })).toHaveCount(0);
  await expectAccessible(my);
  const answer = await phone.request.get((await link.getAttribute("href")) ?? "");
  expect(answer.headers()["content-type"]).toBe("application/vnd.apple.pkpass");
  const pass = JSON.parse(
    unzip(await answer.body())
      .get("pass.json")
      ?.toString() ?? "{}",
  );
  expect(pass).toMatchObject({ organizationName: "あおい電機", passTypeIdentifier: chain.passTypeId });

  // From here on it is the phone that speaks, with no session and no cookie.
  const device = await browser.newContext();
  const registrations = `${pass.webServiceURL}/v1/devices/device-1/registrations/${chain.passTypeId}`;
  const headers = { authorization: `ApplePass ${pass.authenticationToken}` };
  const register = (token: Record<string, string>) =>
    device.request.post(`${registrations}/${pass.serialNumber}`, {
      headers: token,
      data: { pushToken: "ab".repeat(32) },
    });
  expect((await register({ authorization: "ApplePass guess" })).status()).toBe(401);
  expect((await register(headers)).status()).toBe(201);
  expect((await register(headers)).status()).toBe(200);
  const changed = await device.request.get(`${registrations}?passesUpdatedSince=0`);
  expect(await changed.json()).toMatchObject({ serialNumbers: [pass.serialNumber] });
  const { lastUpdated } = (await changed.json()) as { lastUpdated: string };
  expect((await device.request.get(`${registrations}?passesUpdatedSince=${lastUpdated}`)).status()).toBe(204);

  const own = `${pass.webServiceURL}/v1/passes/${chain.passTypeId}/${pass.serialNumber}`;
  const again = await device.request.get(own, { headers });
  expect(again.status()).toBe(200);
  const since = again.headers()["last-modified"] ?? "";
  expect((await device.request.get(own, { headers: { ...headers, "if-modified-since": since } })).status()).toBe(304);
  expect((await device.request.get(own)).status()).toBe(401);
  expect((await device.request.post(`${pass.webServiceURL}/v1/log`, { data: { logs: ["a line"] } })).status()).toBe(
    200,
  );
  expect((await device.request.delete(`${registrations}/${pass.serialNumber}`, { headers })).status()).toBe(200);
  expect((await device.request.get(`${registrations}?passesUpdatedSince=0`)).status()).toBe(204);

  await apple.getByRole("button", { name: "登録を取り消す" }).click();
  await page
    .getByRole("alertdialog")
    .or(page.getByRole("dialog"))
    .getByRole("button", { name: "登録を取り消す" })
    .click();
  await expect(apple.getByText("未設定")).toBeVisible();
  await my.reload();
  await expect(my.getByRole("heading", { name: "会員証" })).toBeVisible();
  await expect(link).toHaveCount(0);
});
