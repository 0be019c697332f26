import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MailInputs, mailLocales, type MailTemplate, repairMailSteps } from "./input";
import { compileMail, type CompileInput, fillMail, renderMailDirectly } from "./rules/compile";
import { defaultContent } from "./rules/default-content";

const shop = {
  name: "あおい電機 <本店> & Co.",
  color: "#0f5ea8",
  ink: "#ffffff",
  legalName: "株式会社あおい電機",
  legalAddress: "東京都千代田区1-1-1",
  contactUrl: "https://example.jp/contact?a=1&b=2",
};
const source = (template: MailTemplate, locale: "ja" | "en"): CompileInput => ({
  template,
  locale,
  definition: defaultContent(template),
  shop,
  timeZone: "Asia/Tokyo",
  baseUrl: "https://goen.example",
  salt: "0123456789abcdef0123456789abcdef",
});
const links = {
  main: "https://goen.example/api/t/c/main.x",
  home: "https://goen.example/api/t/c/home.x",
  points: "https://goen.example/api/t/c/points.x",
  items: [
    "https://goen.example/api/t/c/i0.x",
    "https://goen.example/api/t/c/i1.x",
    "https://goen.example/api/t/c/i2.x",
  ],
  unsubscribe: "https://goen.example/aoi/unsubscribe/u.x",
  pixel: "https://goen.example/api/t/o/p.x",
  honeypot: "https://goen.example/api/t/c/h.x",
};

const nasty = [
  "<script>alert(1)</script>",
  "A & B",
  "{{name}}",
  "{{",
  "}}",
  "'\"`",
  "👩‍👩‍👧‍👦",
  "\ud800",
  "a\r\nBcc: x@example.jp",
  "  spaced   out ",
  "$& $1 $$",
  "&amp;",
  "<!-- x -->",
  "s0123456789abcdef",
  "\u202egnp.exe",
  "\u0000nul",
  "https://example.jp",
  "=cmd",
  "　全角　",
  "\u200b",
  "",
];
const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
const amount = fc.integer({ min: -5, max: 9_999_999 });
const day = fc.constantFrom("2026-11-22", "2024-02-29", "2026-12-31");
const id = fc.uuid();
const inputs: fc.Arbitrary<MailInputs> = fc.record({
  name: fc.option(text),
  points: fc.option(fc.record({ available: amount, nextExpiry: fc.option(fc.record({ points: amount, on: day })) }), {
    freq: 3,
  }),
  items: fc.array(
    fc.record({
      productId: id,
      name: text,
      priceYen: fc.option(amount),
      imageUrl: fc.option(
        fc.oneof(text, fc.constantFrom("/p/1.png", "https://cdn.example/a.png?x=1&y=2", "javascript:alert(1)")),
      ),
    }),
    { maxLength: 3 },
  ),
  warranty: fc.record({
    warrantyId: id,
    productId: id,
    productName: text,
    imageUrl: fc.option(fc.webUrl()),
    endsOn: day,
    daysLeft: fc.integer({ min: -1, max: 400 }),
  }),
  purchase: fc.record({
    purchaseId: id,
    receiptNo: text,
    storeName: fc.option(text),
    occurredOn: day,
    totalYen: amount,
    pointsEarned: amount,
    pointsSpent: amount,
    lines: fc.array(fc.record({ name: text, quantity: amount, amountYen: amount }), { maxLength: 23 }),
  }),
  repair: fc.record({
    repairId: id,
    receiptNo: text,
    productName: text,
    imageUrl: fc.option(fc.webUrl()),
    step: fc.constantFrom(...repairMailSteps),
    on: day,
    storeName: fc.option(text),
    pickUpOn: fc.option(day),
    totalYen: fc.option(amount),
    validUntil: fc.option(day),
    reason: fc.option(text),
  }),
});

describe("a filled mail", () => {
  for (const template of ["warranty-notice", "receipt", "news", "repair"] as const)
    for (const locale of mailLocales)
      it(`equals what react-email renders: ${template}, ${locale}`, { timeout: 60_000 }, async () => {
        const compiled = compileMail(source(template, locale));
        await fc.assert(
          fc.asyncProperty(inputs, async (person) => {
            const filled = await fillMail(compiled, person, links);
            const { preheader, ...direct } = await renderMailDirectly(source(template, locale), person, links);
            expect(filled).toEqual(direct);
            expect(preheader).not.toBe("");
            expect(filled.subject).not.toMatch(/[\p{Cc}]/u);
            expect(filled.html).not.toContain(compiled.salt);
            expect(filled.text).not.toContain(compiled.salt);
          }),
          { numRuns: 40 },
        );
      });

  it("never lets a value become markup or a header", async () => {
    const mail = await fillMail(
      compileMail(source("warranty-notice", "ja")),
      {
        name: '<img src=x onerror="alert(1)">',
        items: [{ productId: "0", name: "</td><script>", priceYen: 1, imageUrl: "javascript:alert(1)" }],
        warranty: {
          warrantyId: "0",
          productId: "0",
          productName: "x\r\nBcc: evil@example.jp",
          imageUrl: null,
          endsOn: "2026-12-01",
          daysLeft: 9,
        },
      },
      links,
    );
    expect(mail.html).not.toMatch(/<img src=x|<script|javascript:/);
    expect(mail.html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; 様");
    expect(mail.subject).toBe("【あおい電機 <本店> & Co.】x Bcc: evil@example.jpの保証は2026年12月1日までです");
  });

  it("says in plain text all that the picture says", async () => {
    const mail = await fillMail(
      compileMail(source("warranty-notice", "ja")),
      {
        name: "田中 花子",
        points: { available: 1234, nextExpiry: { points: 200, on: "2026-12-31" } },
        items: [{ productId: "0", name: "加湿器", priceYen: 12_800, imageUrl: null }],
        warranty: {
          warrantyId: "0",
          productId: "0",
          productName: "冷蔵庫 HR-2200",
          imageUrl: null,
          endsOn: "2026-12-17",
          daysLeft: 25,
        },
      },
      links,
    );
    for (const part of [
      "田中 花子 様",
      "冷蔵庫 HR-2200",
      "2026年12月17日",
      "残り25日",
      "1,234ポイント",
      "うち200ポイントは2026年12月31日に失効します",
      "加湿器",
      "￥12,800（税込）",
      links.main,
      links.unsubscribe,
      "株式会社あおい電機",
      "東京都千代田区1-1-1",
    ])
      expect(mail.text).toContain(part);
    expect(mail.text).not.toContain(links.honeypot);
  });
});
