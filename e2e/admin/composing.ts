// Composing a campaign, in the words of the screen. Each journey aims at a member of its own: the demo shop is everybody's.
import { expect, type Locator, type Page } from "@playwright/test";
import { base } from "./office";

/** Asks the product as the screens do, as whoever is signed in on the page. */
export async function ask<Answer>(page: Page, procedure: string, input: object): Promise<Answer> {
  return page.evaluate(
    async ([path, body]) => {
      const response = await fetch(path ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: body ?? "",
      });
      const answer = (await response.json()) as { result?: { data: { json: unknown } } };
      if (!answer.result) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
      return answer.result.data.json as never;
    },
    [`/api/trpc/aoi/${procedure}`, JSON.stringify({ json: input })],
  );
}

const ownWord = () => Math.random().toString(36).slice(2, 10);

/** A member nobody else has, and a saved segment that finds nobody else. */
export async function ownTarget(page: Page): Promise<{ segment: string; email: string; family: string }> {
  const family = `検証${ownWord()}`;
  const email = `${ownWord()}@example.jp`;
  const { memberId } = await ask<{ memberId: string }>(page, "members.join", {
    familyName: family,
    givenName: "花子",
    email,
    mailConsent: true,
  });
  const points = 1_000_000 + Math.floor(Math.random() * 8_000_000);
  await ask(page, "points.adjust", { memberId, key: ownWord(), points, reason: "移行" });
  const segment = `検証 ${ownWord()}`;
  await ask(page, "segments.create", {
    name: segment,
    rule: { type: "points", bucket: "available", atLeast: points, atMost: points },
  });
  return { segment, email, family };
}

/** Makes a draft by the screen; gives its name and address. */
export async function newDraft(page: Page, start = "お知らせを送る"): Promise<{ name: string; path: string }> {
  const name = `検証 ${ownWord()}`;
  await page.goto(`${base}/campaigns/new`);
  await page.getByLabel("キャンペーン名").fill(name);
  await page.getByRole("radio", { name: start }).check();
  await page.getByRole("button", { name: "下書きを作る" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return { name, path: new URL(page.url()).pathname };
}

export async function chooseSegment(page: Page, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "セグメント" }).fill(name);
  await page.getByRole("option", { name }).click();
}

/** Launches a campaign of one's own by the screen: it writes to nobody else, again every week; gives its name and its editor's address. */
export async function launchOwn(page: Page): Promise<{ name: string; path: string; campaignId: string }> {
  const { segment } = await ownTarget(page);
  const { name, path } = await newDraft(page);
  await chooseSegment(page, segment);
  await expect(page.getByTestId("segment-count")).toHaveText("1人");
  await page.getByLabel("送らない方の割合").fill("0");
  await expectSaved(page);
  await page.goto(`${path}?step=timing`);
  await page.getByRole("radio", { name: "くり返し送る" }).check();
  await expectSaved(page);
  await page.goto(`${path}?step=check`);
  await page.getByRole("button", { name: "開始する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "開始する" }).click();
  await expect(page.getByText("第1版を配信しています")).toBeVisible();
  return { name, path, campaignId: path.split("/").at(-2) ?? "" };
}

/** What was typed is safe. */
export const expectSaved = (page: Page) =>
  expect(page.getByRole("status").filter({ hasText: /^(保存済み|.*に保存しました)$/ })).toBeVisible();

export const stepHeading = (page: Page, step: string) =>
  page.getByRole("heading", { level: 2, name: step, exact: true });

/** Presses Tab until the focus is there: a way that is not there by keys fails here. */
export async function tabTo(page: Page, to: Locator): Promise<void> {
  await expect(to).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await to.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the focus never came there");
}
