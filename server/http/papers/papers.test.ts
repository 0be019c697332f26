import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { makeFormats } from "@/components/format/formats";
import en from "@/components/messages/en/papers.json";
import ja from "@/components/messages/ja/papers.json";
import { qrPicture } from "./qr-picture";
import { type ReceiptFacts, receiptPaper } from "./receipt-paper";
import { warrantyPaper } from "./warranty-paper";

/** Every stream of a PDF, unpacked. */
function streamsOf(bytes: Uint8Array): { dictionary: string; body: string }[] {
  const text = Buffer.from(bytes).toString("latin1");
  return [...text.matchAll(/<<((?:(?!stream\r?\n)[\s\S])*?)>>\s*stream\r?\n/g)].map((match) => {
    const from = match.index + match[0].length;
    const packed = Buffer.from(text.slice(from, text.indexOf("endstream", from)), "latin1");
    const dictionary = match[1] ?? "";
    const isPacked = dictionary.includes("/FlateDecode");
    return { dictionary, body: (isPacked ? inflateSync(packed) : packed).toString("latin1") };
  });
}

const utf16 = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex").swap16().toString("utf16le");

/** What stands on a PDF's pages, by the tables that its fonts bring along for whoever copies text out of it. */
function textOf(bytes: Uint8Array): string {
  const streams = streamsOf(bytes);
  const tables = streams
    .filter(({ body }) => body.includes("begincmap"))
    .map(({ body }) => {
      const table = new Map<number, string>();
      for (const [, from = "0", , list = ""] of body.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi))
        for (const [index, [, hex = ""]] of [...list.matchAll(/<([0-9a-f ]+)>/gi)].entries())
          table.set(Number.parseInt(from, 16) + index, utf16(hex));
      return table;
    });
  const pages = streams.filter(({ body }) => /\bTJ\b|\bTj\b/.test(body));
  const fonts = [
    ...new Set(pages.flatMap(({ body }) => [...body.matchAll(/\/(F\d+) [\d.]+ Tf/g)].map(([, name]) => name))),
  ];
  const byName = new Map(
    fonts.toSorted((a = "", b = "") => (a < b ? -1 : 1)).map((name, index) => [name, tables[index]]),
  );
  let table = tables[0];
  return pages
    .flatMap(({ body }) => [...body.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|(<[0-9a-f]+>) Tj/gi)])
    .map(([, font, list, one]) => {
      if (font) table = byName.get(font);
      return [...(list ?? one ?? "").matchAll(/<([0-9a-f]+)>/gi)]
        .flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? [])
        .map((glyph) => table?.get(Number.parseInt(glyph, 16)) ?? "")
        .join("");
    })
    .join("\n");
}

const pagesOf = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString("latin1")
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

const shop = {
  name: "あおい電機",
  legalName: "株式会社あおい電機",
  legalAddress: "東京都千代田区外神田1-2-3",
  contactUrl: "https://example.jp/contact",
};
const now = new Date("2026-11-22T03:00:00Z");
const inJapanese = { words: ja, formats: makeFormats("ja", "Asia/Tokyo"), language: "ja", now };
const inEnglish = { words: en, formats: makeFormats("en", "Asia/Tokyo"), language: "en", now };
const line = {
  name: "冷蔵庫 HR-2200",
  quantity: 1,
  unitPriceYen: 1_234_567,
  amountYen: 1_234_567,
  returnedQuantity: 0,
};
const receipt: ReceiptFacts = {
  kind: "sale",
  externalId: "R-20261122-0042",
  occurredAt: now,
  storeName: "秋葉原本店",
  totalYen: 1_234_567,
  pointsEarned: 12_345,
  pointsSpent: 500,
  memberNo: "2900000000013",
  personName: "𠮷田 花子",
  lines: [line],
};
/** Line breaks are where the paper is full. */
const flat = (text: string) => text.replaceAll("\n", "");

describe("a receipt on paper", () => {
  it("says what was bought, for how much, of whom", async () => {
    const bytes = await receiptPaper(shop, receipt, inJapanese);
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
    const text = flat(textOf(bytes));
    for (const words of [
      "ご購入明細書",
      "株式会社あおい電機",
      "東京都千代田区外神田1-2-3",
      "R-20261122-0042",
      "冷蔵庫 HR-2200",
      "￥1,234,567",
      "合計（税込）",
      "12,345 pt",
      "500 pt",
      "𠮷田 花子 様",
      "2026/11/22 12:00",
      "1 / 1 ページ",
    ])
      expect(text, words).toContain(words);
    // The type is put in by its used characters only: the whole of it has five million bytes.
    expect(bytes.length).toBeLessThan(120_000);
  });

  it("takes names of any length, emoji, and more lines than a page has", async () => {
    const long = { ...line, name: "とても長い商品名".repeat(20), returnedQuantity: 2 };
    const lines = [long, { ...line, name: "🧊👨‍👩‍👧 冷やし箱" }, ...Array.from({ length: 60 }, () => line)];
    const bytes = await receiptPaper(shop, { ...receipt, personName: "田".repeat(60), lines }, inJapanese);
    const text = flat(textOf(bytes));
    expect(text).toContain(long.name);
    expect(text).toContain("うち2点返品済み");
    expect(text).toContain("冷やし箱");
    expect(text).toContain("田".repeat(60));
    expect(pagesOf(bytes)).toBe(3);
    expect(text).toContain("3 / 3 ページ");
  });

  it("speaks English, and of returns", async () => {
    const returned = { ...receipt, kind: "return", totalYen: -1_234_567 };
    const text = flat(textOf(await receiptPaper(shop, returned, inEnglish)));
    for (const words of ["Return statement", "Total (tax included)", "−¥1,234,567", "Page 1 of 1"])
      expect(text, words).toContain(words);
  });
});

describe("a warranty on paper", () => {
  it("names the product, the period and where it was bought", async () => {
    const facts = {
      number: "0195-2C4F",
      productName: "冷蔵庫 HR-2200",
      brand: "アオイ",
      startsOn: "2025-12-10",
      endsOn: "2026-12-09",
      state: "active" as const,
      boughtAt: now,
      storeName: "秋葉原本店",
      receiptNo: "R-1",
      memberNo: "2900000000013",
      personName: null,
    };
    const bytes = await warrantyPaper(shop, facts, inJapanese);
    const text = flat(textOf(bytes));
    for (const words of [
      "保証書",
      "冷蔵庫 HR-2200",
      "2025年12月10日 から 2026年12月9日 まで",
      "0195-2C4F",
      "保証期間中",
    ])
      expect(text, words).toContain(words);
    expect(pagesOf(bytes)).toBe(1);
    expect(flat(textOf(await warrantyPaper(shop, { ...facts, state: "voided" }, inEnglish)))).toContain(
      "Void, as it was returned",
    );
  });
});

describe("a receipt without a card", () => {
  it("speaks of no member, and carries the code that brings the points afterwards", async () => {
    const code = await qrPicture("https://example.jp/aoi/my/points/claim?r=R-1&c=x");
    const claim = { code, lastDay: "2026-12-06" };
    const bytes = await receiptPaper(
      shop,
      { ...receipt, memberNo: null, personName: null, claim, isCounters: true },
      inJapanese,
    );
    const text = flat(textOf(bytes));
    expect(text).toContain("2026年12月6日まで、1回限り有効です。");
    expect(text).toContain("店舗の記録から発行したもので");
    expect(text).not.toContain("獲得ポイント");
    expect(Buffer.from(bytes).toString("latin1")).toContain("/Subtype /Image");
  });
});
