import { describe, expect, it } from "vitest";
import { makeFormats } from "@/components/format/formats";
import type { SegmentRule } from "@/server/segments/input";
import { segmentInWords, simplified } from "./words";

const fridge = "01975f5e-7d55-7b3a-a4f6-000000000001";
const kitchen = "01975f5e-7d55-7b3a-a4f6-000000000002";
const shinjuku = "01975f5e-7d55-7b3a-a4f6-000000000003";
const gold = "01975f5e-7d55-7b3a-a4f6-000000000004";
const names = {
  ranks: { [gold]: { ja: "ゴールド", en: "Gold" } },
  products: { [fridge]: "冷蔵庫 R-500" },
  categories: { [kitchen]: "キッチン家電" },
  stores: { [shinjuku]: "新宿店" },
};
const mail: SegmentRule = { type: "consent", channel: "mail", isGranted: true };
const not = (of: SegmentRule): SegmentRule => ({ type: "not", of });
const and = (...of: SegmentRule[]): SegmentRule => ({ type: "and", of });
const or = (...of: SegmentRule[]): SegmentRule => ({ type: "or", of });

const typical: [SegmentRule, string, string][] = [
  [
    and({ type: "warranty_days_left", from: 0, to: 30 }, mail),
    "保証が30日以内に切れ、メールの受信を許可している会員",
    "Members whose warranty ends within 30 days and who accept mail",
  ],
  [{ type: "everyone" }, "すべての会員", "All members"],
  [
    and({ type: "rank", in: [gold] }, { type: "next_rank", missingAtMost: 10_000 }),
    "ランクがゴールドで、次のランクまであと10,000以内の会員",
    "Members whose rank is Gold and who are within 10,000 of the next rank",
  ],
  [
    and(
      { type: "gender", in: ["female"] },
      { type: "age", from: 30, to: 49 },
      { type: "prefecture", in: ["東京都", "神奈川県"] },
    ),
    "女性で、30〜49歳で、東京都・神奈川県にお住まいの会員",
    "Members who are women, who are 30 to 49 years old and who live in 東京都 or 神奈川県",
  ],
  [
    { type: "purchases", measure: "times", atLeast: 2, where: { categoryIds: [kitchen], period: { lastDays: 90 } } },
    "過去90日間にカテゴリ『キッチン家電』の商品を2回以上購入した会員",
    "Members who bought anything in “キッチン家電” at least 2 times in the last 90 days",
  ],
  [
    and(
      { type: "purchases", measure: "yen", atLeast: 30_000 },
      not({ type: "purchases", measure: "times", atLeast: 1, where: { period: { lastDays: 180 } } }),
    ),
    "合計30,000円以上購入し、過去180日間に購入していない会員",
    "Members who spent at least ¥30,000 and who did not buy anything in the last 180 days",
  ],
  [
    and({ type: "warranty_days_left", from: -90, to: -1, productIds: [fridge] }, not(mail)),
    "『冷蔵庫 R-500』の保証が過去90日以内に切れ、メールの受信を許可していない会員",
    "Members whose warranty of “冷蔵庫 R-500” ended in the last 90 days and who do not accept mail",
  ],
  [
    and(
      { type: "points_expiring", withinDays: 30, atLeast: 500 },
      { type: "last_login", period: { beforeLastDays: 30 } },
    ),
    "30日以内に失効するポイントが500ポイント以上あり、最後のログインが30日より前の会員",
    "Members who have at least 500 points expiring within 30 days and who last signed in more than 30 days ago",
  ],
  [
    or({ type: "birthday_month", monthsAhead: 0 }, { type: "joined", period: { lastDays: 7 }, storeIds: [shinjuku] }),
    "今月が誕生月の、または過去7日間に新宿店で入会した会員",
    "Members whose birthday is this month or who joined at 新宿店 in the last 7 days",
  ],
  [
    and(or({ type: "gender", in: ["female"] }, { type: "birthday_month", months: [5, 6] }), mail),
    "「女性である、または誕生月が5月・6月である」に当てはまり、メールの受信を許可している会員",
    "Members (who are women or who were born in May or June) and who accept mail",
  ],
  [
    not(and({ type: "has_mail", is: true }, { type: "last_login", never: true })),
    "「メールアドレスが登録されていて、一度もログインしていない」に当てはまらない会員",
    "Members who do not match (who have an e-mail address and who have never signed in)",
  ],
  [
    and(
      { type: "first_purchase", period: { from: "2026-04-01", to: "2026-04-30" }, where: { storeIds: [shinjuku] } },
      { type: "points", bucket: "available", atLeast: 1_000 },
    ),
    "2026年4月1日から2026年4月30日までに新宿店で初めて購入し、利用できるポイントが1,000ポイント以上の会員",
    "Members who first bought at 新宿店 from Apr 1, 2026 to Apr 30, 2026 and who have at least 1,000 points to spend",
  ],
  [
    and(
      { type: "last_purchase", period: { beforeLastDays: 365 }, where: { productIds: [fridge] } },
      { type: "purchases", measure: "times", atMost: 3 },
      { type: "locale", is: "ja" },
    ),
    "最後に『冷蔵庫 R-500』を購入したのが365日より前で、購入した回数が3回以下で、表示言語が日本語の会員",
    "Members who last bought “冷蔵庫 R-500” more than 365 days ago, who bought at most 3 times and whose language is Japanese",
  ],
];

describe("segmentInWords", () => {
  it.each(typical)("%#", (rule, ja, en) => {
    expect(segmentInWords(rule, names, "ja", makeFormats("ja", "Asia/Tokyo"))).toBe(ja);
    expect(segmentInWords(rule, names, "en", makeFormats("en", "Asia/Tokyo"))).toBe(en);
  });

  it("says so when a name is gone, and does not show ids", () => {
    const rule: SegmentRule = { type: "purchases", measure: "times", atMost: 0, where: { productIds: [kitchen] } };
    expect(segmentInWords(rule, names, "ja", makeFormats("ja", "Asia/Tokyo"))).toBe("不明な商品を購入していない会員");
    expect(segmentInWords(rule, names, "en", makeFormats("en", "Asia/Tokyo"))).toBe(
      "Members who did not buy an unknown product",
    );
  });

  it("leaves out what only a builder needs", () => {
    expect(simplified(and(and(mail), not(not(mail)), { type: "everyone" }))).toEqual(and(mail, mail));
    expect(simplified(or(mail, or(mail, and(mail, mail))))).toEqual(or(mail, mail, and(mail, mail)));
    expect(simplified(and({ type: "everyone" }))).toEqual({ type: "everyone" });
  });
});
