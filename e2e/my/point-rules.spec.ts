import type { Browser } from "@playwright/test";
import { signIn } from "../admin/office";
import { expect, expectAccessible, my, test } from "./customer";
import { becomeMember } from "./newcomer";

const today = new Intl.DateTimeFormat("ja-JP", { timeZone: "Asia/Tokyo", weekday: "short" }).format(new Date());
const openOffice = async (browser: Browser, baseURL: string | undefined) => {
  const context = await browser.newContext({
    baseURL: baseURL ?? "",
    locale: "ja-JP",
    viewport: { width: 1280, height: 900 },
  });
  return context.newPage();
};
const desk = "/aoi/admin/points";

test("a marketer doubles a category for gold on one weekday, tries it, publishes it; the customer reads why", async ({
  page,
  counter,
  browser,
  baseURL,
}) => {
  const { memberId } = await becomeMember(page, counter);
  const sell = () =>
    counter.call<{ purchaseId: string; pointsEarned: number }>("purchases.record", {
      memberId,
      storeId: null,
      externalId: crypto.randomUUID(),
      lines: [{ productCode: "AC-40F", quantity: 1, unitPriceYen: 178_000 }],
    });
  await sell();

  const office = await openOffice(browser, baseURL);
  await signIn(office, "marketing", `${desk}/new`);
  await office.getByLabel("ルール名").fill("エアコンの日");
  await office.getByRole("combobox", { name: "カテゴリ", exact: true }).fill("エアコン");
  await office.getByRole("option", { name: "エアコン" }).click();
  await office.getByRole("checkbox", { name: "ゴールド" }).check();
  await office.getByRole("checkbox", { name: today, exact: true }).check();
  await office.getByLabel("1回のお買い物の上限").fill("500");
  await expect(
    office.getByText(
      `${today}曜日にゴールド会員が「エアコン」を買うと、ポイントが2倍になります。1回のお買い物で500ポイントまで。`,
    ),
  ).toBeVisible();
  await expectAccessible(office);
  await office.getByRole("button", { name: "下書きに保存" }).click();
  await expect(office.getByText("下書きに、まだ公開していない変更があります。")).toBeVisible();

  await office.getByRole("link", { name: "試算", exact: true }).click();
  await office.getByRole("combobox", { name: "商品" }).fill("AC-40F");
  await office.getByRole("option", { name: /AC-40F/ }).click();
  await office.getByLabel("会員ランク").selectOption({ label: "ゴールド" });
  await office.getByRole("button", { name: "計算する" }).click();
  await expect(office.getByText("2,280 ポイント")).toBeVisible();
  await expect(office.getByText("上限により1,780ポイントから減りました")).toBeVisible();
  await expectAccessible(office);

  await office.getByRole("button", { name: "公開する" }).click();
  await office.getByRole("dialog").getByRole("button", { name: "公開する" }).click();
  await expect(office.getByText("公開しました")).toBeVisible();

  const { purchaseId, pointsEarned } = await sell();
  expect(pointsEarned).toBe(2_280);
  await page.goto(`${my}/purchases/${purchaseId}`);
  const why = page
    .getByRole("region", { name: "ポイントの内訳" })
    .or(page.locator("section", { hasText: "ポイントの内訳" }));
  await expect(why.last()).toContainText("基本ポイント");
  await expect(why.last()).toContainText("エアコンの日");
  await expect(why.last()).toContainText("+500 pt");
  await expectAccessible(page);
  await page.goto(`${my}/points`);
  await expect(page.getByText("基本ポイント +1,780 pt · エアコンの日 +500 pt")).toBeVisible();

  // The demo shop is everybody's: the rule goes as it came.
  await office.goto(desk);
  await office.getByRole("button", { name: "エアコンの日" }).click();
  await office.getByRole("menuitem", { name: "下書きから外す" }).click();
  await office.getByRole("dialog").getByRole("button", { name: "下書きから外す" }).click();
  await expect(office.getByText("次の公開で終了")).toBeVisible();
  await office.getByRole("button", { name: "公開する" }).click();
  await office.getByRole("dialog").getByRole("button", { name: "公開する" }).click();
  await expect(office.getByText("下書きに、まだ公開していない変更があります。")).toBeHidden();
  await office.context().close();
});

test("a marketer tries the draft on past sales", async ({ browser, baseURL }) => {
  const office = await openOffice(browser, baseURL);
  await signIn(office, "marketing", `${desk}/what-if`);
  await office.getByLabel("名前").fill("直近3か月");
  await office.getByRole("button", { name: "試算する" }).click();
  await expect(office.getByRole("heading", { name: "会員ごとの増減" })).toBeVisible({ timeout: 45_000 });
  await expect(office.getByRole("table", { name: "店舗ごと" })).toContainText("オンラインストア");
  await expectAccessible(office);
  await office.getByRole("link", { name: "過去の売上で試算" }).first().click();
  await expect(office.getByRole("link", { name: "直近3か月" })).toBeVisible();
  await office.context().close();
});
