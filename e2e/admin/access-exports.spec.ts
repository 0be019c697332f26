import { expect } from "@playwright/test";
import { invitationLink, invite, join, newAddress, stranger, test } from "./access";
import { base, expectAccessible } from "./office";

test.describe.configure({ timeout: 180_000 });

test("a list of more than a thousand persons needs a second person", async ({ page, browser }) => {
  const email = newAddress();
  await invite(page, email, "マーケター");
  const theirs = await stranger(browser);
  const screen = await theirs.newPage();
  const name = `井上 ${email.slice(0, 5)}`;
  await join(screen, await invitationLink(page, email), name);

  // The demo shop has some twelve hundred members.
  const asked = await screen.evaluate(async () => {
    const response = await fetch("/api/trpc/aoi/access.requestExport", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ json: { kind: "members", filter: {}, reason: "年賀状の発送" } }),
    });
    return (await response.json()) as { result: { data: { json: { exportId: string; state: string } } } };
  });
  const { exportId, state } = asked.result.data.json;
  expect(state).toBe("awaiting_approval");
  await screen.goto(`${base}/exports`);
  const own = screen.getByRole("row").filter({ hasText: name });
  await expect(own).toContainText("承認待ち");
  await expect(own).toContainText("ご自身の申請です。");
  await expect(own.getByRole("button", { name: "承認する" })).toHaveCount(0);
  await expectAccessible(screen);
  const file = `/api/exports/aoi/${exportId}`;
  expect((await screen.request.get(file)).status()).toBe(404);

  await page.goto(`${base}/exports`);
  const row = page.getByRole("row").filter({ hasText: name });
  await row.getByRole("button", { name: "承認する" }).click();
  const dialog = page.getByRole("dialog", { name: "この書き出しを承認しますか？" });
  await expect(dialog).toContainText("年賀状の発送");
  await dialog.getByRole("button", { name: "承認する" }).click();
  await expect(row).toContainText("完成", { timeout: 60_000 });

  await screen.reload();
  const download = screen.waitForEvent("download");
  await own.getByRole("link", { name: "ダウンロード" }).click();
  expect((await download).suggestedFilename()).toMatch(/^members-.*\.csv$/);
  const answer = await screen.request.get(file);
  expect(answer.headers()["content-disposition"]).toContain("attachment");
  expect((await answer.text()).split("\r\n").length).toBeGreaterThan(1000);
  // A guessed address, another person, and nobody at all.
  const nobody = await stranger(browser);
  expect((await nobody.request.get(new URL(file, page.url()).href)).status()).toBe(401);
  expect((await page.request.get(file.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).status()).toBe(404);

  await page.goto(`${base}/audit?q=${exportId}`);
  await expect(page.getByRole("row").filter({ hasText: "書き出しをダウンロード" }).first()).toContainText(name);
  await expect(page.getByRole("row").filter({ hasText: "書き出しを承認" })).toHaveCount(1);
  for (const context of [theirs, nobody]) await context.close();
});
