import { expect, type Page } from "@playwright/test";
import { test } from "../testing/journey";
import { mailboxOf } from "../testing/mailbox";
import { ask, chooseSegment, expectSaved, launchOwn, newDraft, ownTarget, stepHeading, tabTo } from "./composing";
import { base, expectAccessible, signIn, speakEnglish } from "./office";

const next = (page: Page, step: string) => page.getByRole("button", { name: `次へ：${step}` }).click();
const subject = (page: Page) => page.getByLabel("件名", { exact: false }).first();

test("composes, tests, launches, pauses, resumes, and finds the mail and the verdict", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "marketing", `${base}/campaigns`);
  const { segment, email, family } = await ownTarget(page);
  await expectAccessible(page);
  const { name } = await newDraft(page);
  await expectAccessible(page);

  await chooseSegment(page, segment);
  await expect(page.getByTestId("segment-count")).toHaveText("1人");
  await page.getByLabel("送らない方の割合").fill("0");
  await expectSaved(page);
  await next(page, "オファー");
  await expect(stepHeading(page, "オファー")).toBeFocused();
  await page.getByRole("radio", { name: "載せない" }).check();
  await next(page, "タイミング");
  await page.getByRole("radio", { name: "くり返し送る" }).check();
  await expect(page.getByRole("heading", { name: "次の予定" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "(月) 10:00" })).toHaveCount(5);
  await page.getByRole("radio", { name: "1回だけ送る" }).check();
  await page.getByRole("textbox", { name: "日付" }).fill("2026-01-05");
  await page.getByRole("textbox", { name: "時刻" }).fill("10:00");
  await expectAccessible(page);
  await next(page, "チャネル");
  await page.getByRole("checkbox", { name: "夜間は送らない" }).uncheck();
  await expectAccessible(page);
  await next(page, "コンテンツ");
  await subject(page).fill("");
  await page.getByRole("button", { name: "件名に差し込む" }).click();
  await page.getByRole("menuitem", { name: "お名前" }).click();
  await expect(subject(page)).toHaveValue("{{name}}");
  await expect(subject(page)).toBeFocused();
  await page.keyboard.type("へのお知らせ");
  await page.getByRole("button", { name: "次の方" }).click();
  await expect(page.getByRole("combobox", { name: "この方に届くメール" })).toHaveValue(`${family} 花子`);
  await expect(page.getByText(`${family} 花子 様へのお知らせ`)).toBeVisible();
  await page.getByRole("radio", { name: "文字だけ" }).check();
  await expect(page.getByLabel("文字だけ").last()).toBeVisible();
  await expectSaved(page);
  await page.getByRole("button", { name: "テスト送信" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "送信する" }).click();
  await expect(page.getByText("marketing@aoi.example にテストを送りました")).toBeVisible();

  await next(page, "確認");
  await expect(page.getByText("日時を過ぎています", { exact: false })).toBeVisible();
  await expect(page.getByRole("definition").last()).toHaveText("1");
  await expectAccessible(page);
  await page.getByRole("button", { name: "開始する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "開始する" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "一時停止" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "一時停止する" }).click();
  await expect(main.getByText("一時停止中", { exact: true }).first()).toBeVisible();
  await main.getByRole("button", { name: "再開する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "再開する" }).click();
  // Nothing is reloaded: the page follows by itself until the campaign has come to its end.
  await expect(main.getByText("終了", { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await page.reload();
  await page.getByRole("searchbox", { name: "会員を探す", exact: false }).fill(family);
  await expect(page.getByRole("row").filter({ hasText: family })).toContainText("配信");
  await page.goto(mailboxOf(email));
  await expect(page.getByText(`${family} 花子 様へのお知らせ`).first()).toBeVisible();
  await expect(page.getByText(email).first()).toBeVisible();
});

test("is composed by keys alone", async ({ page }) => {
  await signIn(page, "marketing", `${base}/campaigns`);
  const { segment } = await ownTarget(page);
  const { path } = await newDraft(page);
  const { keyboard } = page;
  await tabTo(page, page.getByRole("combobox", { name: "セグメント" }));
  await keyboard.type(segment);
  await expect(page.getByRole("option", { name: segment })).toBeVisible();
  await keyboard.press("Enter");
  await expect(page.getByTestId("segment-count")).toHaveText("1人");
  // Nobody is held back, or one time in ten it would be the only one there is.
  await tabTo(page, page.getByLabel("送らない方の割合"));
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("0");
  const goOn = async (step: string) => {
    await tabTo(page, page.getByRole("button", { name: `次へ：${step}` }));
    await keyboard.press("Enter");
    await expect(stepHeading(page, step)).toBeFocused();
  };
  await goOn("オファー");
  await tabTo(page, page.getByRole("checkbox", { name: "保有ポイントを載せる" }));
  await keyboard.press("Space");
  await goOn("タイミング");
  await tabTo(page, page.getByRole("radio", { name: "1回だけ送る" }));
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("checkbox", { name: "月", exact: true })).toBeChecked();
  await tabTo(page, page.getByRole("checkbox", { name: "金", exact: true }));
  await keyboard.press("Space");
  await expect(page.getByRole("listitem").filter({ hasText: "(金) 10:00" }).first()).toBeVisible();
  await goOn("チャネル");
  await goOn("コンテンツ");
  await tabTo(page, page.getByRole("button", { name: "本文に差し込む" }));
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  await expect(page.getByLabel("本文", { exact: false }).first()).toBeFocused();
  await keyboard.type("、こんにちは。");
  await goOn("確認");
  await expectSaved(page);
  await tabTo(page, page.getByRole("button", { name: "開始する" }));
  await keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("開始しますか");
  await keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe(path);
});

test("goes back by the back button, and loses nothing: not by reloading, nor without a network, nor without a session", async ({
  page,
  context,
}) => {
  await signIn(page, "owner", `${base}/campaigns`);
  const { path } = await newDraft(page);
  await next(page, "オファー");
  await next(page, "タイミング");
  await page.goBack();
  await expect(stepHeading(page, "オファー")).toBeVisible();
  await page.goForward();
  await expect(stepHeading(page, "タイミング")).toBeVisible();
  await page.reload();
  await expect(stepHeading(page, "タイミング")).toBeVisible();

  await page.goto(`${path}?step=contents`);
  await expectSaved(page);
  await context.setOffline(true);
  await subject(page).fill("𠮷野家🌸 ﾀﾅｶ様へ");
  await expect(page.getByText("通信できないため", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "戻る：チャネル" }).click();
  await page.getByRole("button", { name: "次へ：コンテンツ" }).click();
  await expect(subject(page)).toHaveValue("𠮷野家🌸 ﾀﾅｶ様へ");
  await context.setOffline(false);
  await expectSaved(page);

  await context.clearCookies();
  await subject(page).fill("ログインが切れても残る件名");
  await expect(page.getByText("ログインの期限が切れたため", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "ログインし直す" }).click();
  await page.getByLabel("メールアドレス").fill("owner@aoi.example");
  await page.getByLabel("パスワード", { exact: true }).fill("goen-demo-2026");
  await page.getByRole("button", { name: "ログイン" }).click();
  await expect(stepHeading(page, "コンテンツ")).toBeVisible();
  await expect(subject(page)).toHaveValue("ログインが切れても残る件名");
  await expectSaved(page);
  await page.reload();
  await expect(subject(page)).toHaveValue("ログインが切れても残る件名");
});

test("edited in two tabs: says who and when, and lets each part be chosen", async ({ page, context }) => {
  await signIn(page, "marketing", `${base}/campaigns`);
  const { path } = await newDraft(page);
  const other = await context.newPage();
  await other.goto(`${path}?step=contents`);
  await page.goto(`${path}?step=contents`);
  await subject(other).fill("ほかの画面の件名");
  await expectSaved(other);
  await subject(page).fill("この画面の件名");
  const dialog = page.getByRole("dialog", { name: "ほかで先に保存されています" });
  await expect(dialog).toContainText("ご自身の別の画面");
  await expect(dialog).toContainText("ほかの画面の件名");
  await expectAccessible(page);
  await dialog.getByRole("radio", { name: "別の画面の内容", exact: false }).check();
  await dialog.getByRole("button", { name: "選んだ内容で続ける" }).click();
  await expect(subject(page)).toHaveValue("ほかの画面の件名");
  await page.getByRole("button", { name: "自分の内容に戻す" }).click();
  await expect(subject(page)).toHaveValue("この画面の件名");
  await expectSaved(page);
});

test("a large target waits for a second person, who sends it back once and then approves", async ({
  page,
  browser,
}) => {
  await signIn(page, "owner", `${base}/campaigns`);
  await ask(page, "campaigns.setApprovalLimit", { approvalAbove: 100 });
  const { path } = await newDraft(page, "お誕生日に送る");
  await page.goto(`${path}?step=check`);
  await expect(page.getByText("ほかの方の承認が必要です。").last()).toBeVisible();
  await page.getByLabel("承認する方への伝言", { exact: false }).fill("ご確認ください");
  await page.getByRole("button", { name: "承認を依頼する" }).click();
  await expect(page.getByText("ほかの方の返事を待っています", { exact: false })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "依頼を取り下げる" }).click();
  await expect(page.getByText("承認の依頼は取り下げられました", { exact: false })).toBeVisible();
  await expect(page.getByLabel("承認する方への伝言", { exact: false })).toHaveValue("ご確認ください");
  await page.getByRole("button", { name: "承認を依頼する" }).click();
  await expect(page.getByRole("button", { name: "依頼を取り下げる" })).toBeVisible();

  const context = await browser.newContext({ baseURL: new URL(page.url()).origin, locale: "ja-JP" });
  const second = await context.newPage();
  await signIn(second, "marketing", `${path}?step=check`);
  await expect(second.getByText("「ご確認ください」")).toBeVisible();
  await second.getByLabel("コメント", { exact: false }).fill("対象を絞れますか");
  await second.getByRole("button", { name: "差し戻す" }).click();
  await expect(second.getByText("差し戻しました", { exact: false }).first()).toBeVisible();
  await expect(page.getByText("「対象を絞れますか」")).toBeVisible();
  await page.getByRole("button", { name: "承認を依頼する" }).click();
  await second.reload();
  await second.getByRole("button", { name: "承認する", exact: true }).click();
  await expect(second.getByText("承認しました", { exact: false }).first()).toBeVisible();
  const launch = page.getByRole("button", { name: "開始する" });
  await expect(launch).not.toHaveAttribute("aria-disabled", "true");
  await page.goto(`${path}?step=target`);
  await page.getByLabel("送らない方の割合").fill("15");
  await expectSaved(page);
  await page.goto(`${path}?step=check`);
  await expect(launch).toHaveAttribute("aria-disabled", "true");
  await context.close();
  await ask(page, "campaigns.setApprovalLimit", { approvalAbove: 10_000 });
});

test("throws a draft away: after launch back to what runs, with a way back; before, for good and by a typed word", async ({
  page,
}) => {
  await signIn(page, "marketing", `${base}/campaigns`);
  const { name, path, campaignId } = await launchOwn(page);
  await page.goto(`${path}?step=contents`);
  await expect(page.getByRole("button", { name: "変更を破棄" })).toHaveCount(0);
  const before = await subject(page).inputValue();
  await subject(page).fill("やめる件名");
  await page.getByRole("button", { name: "変更を破棄" }).click();
  await expect(subject(page)).toHaveValue(before);
  await page.getByRole("button", { name: "元に戻す" }).click();
  await expect(subject(page)).toHaveValue("やめる件名");
  await expectSaved(page);
  await page.goto(`${path}?step=check`);
  await expect(page.getByText("やめる件名")).toBeVisible();
  await page.getByRole("button", { name: "変更を破棄" }).click();
  await expect(page.getByText("配信中の内容と同じです。")).toBeVisible();
  await ask(page, "campaigns.cancel", { campaignId });

  const { name: other } = await newDraft(page);
  await page.getByRole("button", { name: "下書きを削除" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "削除する" })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox").fill("削除");
  await dialog.getByRole("button", { name: "削除する" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "キャンペーン" })).toBeVisible();
  await page.getByRole("searchbox").fill("検証");
  await expect(page.getByRole("link", { name })).toBeVisible();
  await expect(page.getByRole("link", { name: other })).toHaveCount(0);
});

test("every step reads as well in English", async ({ page }) => {
  await signIn(page, "marketing", `${base}/campaigns`);
  const { path } = await newDraft(page, "保証が終わる前に送る");
  await speakEnglish(page);
  for (const [step, heading] of [
    ["target", "Target"],
    ["offer", "Offer"],
    ["timing", "Timing"],
    ["channel", "Channel"],
    ["contents", "Contents"],
    ["check", "Check"],
  ] as const) {
    await page.goto(`${path}?step=${step}`);
    await expect(stepHeading(page, heading)).toBeVisible();
    await expectAccessible(page);
  }
  await expect(page.getByRole("heading", { name: "Check list" })).toBeVisible();
});
