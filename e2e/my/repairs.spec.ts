import { type BrowserContextOptions, devices, type Page } from "@playwright/test";
import { mailboxOf } from "../testing/mailbox";
import { asHanako, expect, expectAccessible, hanako, mails, my, openMail, test as base } from "./customer";

type SignedIn = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/** A clerk beside the customer, signed in once for all journeys of a worker. */
const test = base.extend<{ clerk: Page }, { clerkSession: SignedIn }>({
  clerkSession: [
    async ({ browser }, use, { project }) => {
      const page = await browser.newPage({ baseURL: project.use.baseURL, locale: "ja-JP" });
      await page.goto("/aoi/staff/repairs");
      await page.getByLabel("メールアドレス").fill("counter@aoi.example");
      await page.getByLabel("パスワード", { exact: true }).fill("goen-demo-2026");
      await page.getByRole("button", { name: "ログイン" }).click();
      await expect(page).toHaveURL(/\/aoi\/staff/);
      await expect(page.getByRole("navigation").first()).toBeVisible();
      const session = await page.context().storageState();
      await page.close();
      await use(session);
    },
    { scope: "worker" },
  ],
  clerk: async ({ browser, clerkSession, baseURL }, provide) => {
    const { defaultBrowserType: _type, ...tablet } = devices["Galaxy Tab S4 landscape"] ?? {};
    const context = await browser.newContext({
      ...tablet,
      baseURL,
      storageState: clerkSession,
      locale: "ja-JP",
      timezoneId: "Asia/Tokyo",
    });
    await provide(await context.newPage());
    await context.close();
  },
});

test.use(asHanako);
test.describe.configure({ timeout: 180_000 });

// The smallest picture there is: one red point.
const picture = {
  name: "leak.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};
const photoInput = (page: Page) => page.locator('input[type="file"]');

async function fillIn(page: Page, product: string): Promise<void> {
  await page.goto(`${my}/repairs/new`);
  await page.getByText("ほかの製品", { exact: true }).click();
  await page.getByLabel("製品名・型番").fill(product);
  await page.getByLabel("いちばん近い症状").selectOption({ label: "電源が入らない" });
  await page.getByLabel("詳しい様子").fill("昨日の夜から電源が入りません 🙏");
  await page.getByLabel("いつ頃から").selectOption({ label: "この1週間" });
  await page.getByText("店舗に持っていく").click();
  await page.getByLabel("お持ち込みの店舗").selectOption({ index: 1 });
}

test("a repair from the phone's photo to the hand-over", async ({ page, clerk }) => {
  const product = `ラジオ RX-${Date.now() % 100_000}`;
  await fillIn(page, product);
  await photoInput(page).setInputFiles(picture);
  await expect(page.getByRole("img", { name: "写真 1" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "この内容で依頼する" }).click();
  await expect(page.getByRole("heading", { name: "修理のご依頼を承りました" })).toBeVisible();
  const number = (await page.getByText(/^\d{4}-\d{4}$/).textContent()) ?? "";
  await page.getByRole("link", { name: "状況を見る" }).click();
  await expect(page.getByRole("heading", { level: 1, name: product })).toBeVisible();
  await expectAccessible(page);
  const address = page.url();

  // The clerk finds it by the number that was read out, sees the picture, and quotes.
  await clerk.goto(`/aoi/staff/repairs?q=${number}`);
  await clerk.getByRole("link", { name: product }).click();
  await expect(clerk.getByRole("img", { name: "写真 1" })).toBeVisible();
  await expectAccessible(clerk);
  await clerk.getByRole("button", { name: "品物を預かる" }).click();
  await clerk.getByRole("dialog").getByRole("button", { name: "品物を預かる" }).click();
  await expect(clerk.getByText("品物をお預かりしました", { exact: true }).first()).toBeVisible();
  await expect(clerk.getByRole("button", { name: "品物を預かる" })).toHaveCount(0);
  await clerk.getByRole("button", { name: "見積もりを送る" }).click();
  const estimate = clerk.getByRole("dialog");
  await estimate.getByLabel("内容").first().fill("電源基板");
  await estimate.getByLabel("金額（税込）").first().fill("８，８００");
  await estimate.getByRole("button", { name: "明細 2 を削除" }).click();
  await estimate.getByRole("button", { name: "見積もりを送る" }).click();
  await expect(clerk.getByText("お客様のお返事を待っています", { exact: false })).toBeVisible();

  // The mail leads to the repair; whoever has only the mail sees where it stands, and nothing to agree to.
  await page.goto(mailboxOf(hanako.email));
  const row = mails(page, "修理のお見積もりができました（￥8,800）").first();
  await expect(row).toBeVisible({ timeout: 60_000 });
  const mail = await openMail(page, row);
  const href = (await mail.body.getByRole("link", { name: "お見積もりを確認する" }).getAttribute("href")) ?? "";
  // Contexts made by hand begin with the journey's session too, unless told otherwise.
  const storageState = { cookies: [], origins: [] };
  const outside = await page.context().browser()?.newContext({ locale: "ja-JP", storageState });
  if (!outside) throw new Error("no browser");
  const stranger = await outside.newPage();
  await stranger.goto(href);
  await expect(stranger.getByText("お見積もりのご確認待ち").first()).toBeVisible();
  await expect(stranger.getByText("￥8,800")).toHaveCount(0);
  await expect(stranger.getByRole("link", { name: "ログイン" })).toBeVisible();
  await expectAccessible(stranger);
  await outside.close();

  await page.goto(address);
  await expect(page.getByRole("cell", { name: "￥8,800" }).first()).toBeVisible();
  await page.getByRole("button", { name: "この内容で修理を依頼する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "この内容で修理を依頼する" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText("修理の準備中").first()).toBeVisible();

  // The customer's screen names the next step before the answer has come; the clerk looks until it has.
  await expect(async () => {
    await clerk.reload();
    await expect(clerk.getByRole("button", { name: "修理を始める" })).toBeVisible({ timeout: 5_000 });
  }).toPass();
  for (const [step, state] of [
    ["修理を始める", "修理中"],
    ["修理が終わった", "お渡し待ち"],
    ["お渡しした", "完了"],
  ] as const) {
    await clerk.getByRole("button", { name: step }).click();
    await clerk.getByRole("dialog").getByRole("button", { name: step }).click();
    await expect(clerk.getByText(state, { exact: true }).first()).toBeVisible();
  }
  await page.reload();
  await expect(page.getByText("お渡し済み").first()).toBeVisible();
});

test("what is no picture, or too large a one, is refused at the field; nothing typed is lost", async ({ page }) => {
  await fillIn(page, "ドライヤー HD-1");
  await photoInput(page).setInputFiles({
    ...picture,
    name: "page.png",
    buffer: Buffer.from("<html><script>alert(1)</script>"),
  });
  await expect(page.getByText("「page.png」は写真として読めません", { exact: false })).toBeVisible();
  await photoInput(page).setInputFiles({ ...picture, name: "big.png", buffer: Buffer.alloc(20 * 1024 * 1024 + 1) });
  await expect(page.getByText("「big.png」は20MBを超えています", { exact: false })).toBeVisible();
  await page.reload();
  await expect(page.getByText("前回ご入力の内容を復元しました。")).toBeVisible();
  await expect(page.getByLabel("製品名・型番")).toHaveValue("ドライヤー HD-1");
  await expect(page.getByLabel("詳しい様子")).toHaveValue("昨日の夜から電源が入りません 🙏");

  // The session ends in the middle: signing in comes back to the form, which is as it was.
  await page.context().clearCookies();
  await page.getByRole("button", { name: "この内容で依頼する" }).click();
  await expect(page.getByText("ログインの有効期限が切れました", { exact: false })).toBeVisible();
  await expect(page.getByRole("link", { name: "ログインして続ける" })).toHaveAttribute("href", /returnTo=.*repairs/);
  await expect(page.getByLabel("製品名・型番")).toHaveValue("ドライヤー HD-1");
});

test("a request is taken back, and says what is missing before it is sent", async ({ page }) => {
  await page.goto(`${my}/repairs/new`);
  await page.getByRole("button", { name: "この内容で依頼する" }).click();
  await expect(page.getByText(/か所をご確認ください/)).toBeVisible();
  await fillIn(page, "電気ケトル KT-9");
  await page.getByRole("button", { name: "この内容で依頼する" }).click();
  await page.getByRole("link", { name: "状況を見る" }).click();
  await page.getByRole("button", { name: "依頼を取り消す" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "取り消す" }).click();
  await expect(page.getByText("取り消しました").first()).toBeVisible();
  await page.goto(`${my}/repairs`);
  await expect(page.getByRole("link", { name: /電気ケトル KT-9/ }).first()).toBeVisible();
  await expectAccessible(page);
});
