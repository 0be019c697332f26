import type { Formats } from "@/components/format/formats";
import type ja from "@/components/messages/ja/papers.json";
import {
  contentWidth,
  drawFacts,
  drawHead,
  drawLine,
  drawNote,
  forPaper,
  keepTogether,
  makePaper,
  margin,
  type Paper,
} from "./paper";

export interface PaperShop {
  name: string;
  legalName: string;
  legalAddress: string;
  contactUrl: string;
}

export interface PaperSetting {
  words: typeof ja;
  formats: Formats;
  language: string;
  now: Date;
}

export interface ReceiptFacts {
  kind: string;
  externalId: string;
  occurredAt: Date;
  storeName: string | null;
  totalYen: number;
  pointsEarned: number;
  pointsSpent: number;
  /** Why so many points, where rules gave them. */
  why?: readonly { kind: string; label: string; points: number }[];
  /** Null for a sale to nobody known. */
  memberNo: string | null;
  personName: string | null;
  /** Of such a sale: the picture of its code, and the last day on which it brings the points. */
  claim?: { code: Buffer; lastDay: string } | null;
  /** Who made the paper out, in words: the member from My Page, or the counter. */
  isCounters?: boolean;
  lines: { name: string; quantity: number; unitPriceYen: number; amountYen: number; returnedQuantity: number }[];
}

const put = (text: string, values: Record<string, string>) =>
  text.replaceAll(/\{(\w+)(?:, number)?\}/g, (whole, name: string) => values[name] ?? whole);

/** A purchase statement (購入明細書), or that of a return, on as many A4 pages as its lines need. */
export function receiptPaper(
  shop: PaperShop,
  receipt: ReceiptFacts,
  { words, formats, language, now }: PaperSetting,
): Promise<Uint8Array> {
  const t = words.receipt;
  const isReturn = receipt.kind === "return";
  const title = isReturn ? t.returnTitle : t.title;
  const points = (n: number) => `${formats.number(n)} pt`;
  const draw = (paper: Paper) => {
    drawHead(paper, title, { name: shop.name, legalName: shop.legalName, lines: [shop.legalAddress, shop.contactUrl] });
    if (receipt.personName)
      paper
        .font("bold")
        .fontSize(13)
        .text(forPaper(put(t.to, { name: receipt.personName })), margin, paper.y, { width: contentWidth(paper) });
    paper
      .font("regular")
      .fontSize(10)
      .text(isReturn ? t.returnLead : t.lead, margin, paper.y + 4);
    paper.y += 12;
    drawFacts(paper, [
      [t.number, receipt.externalId],
      [t.at, formats.dateTime(receipt.occurredAt)],
      [t.store, receipt.storeName],
      [t.member, receipt.memberNo],
    ]);
    paper.y += 8;
    drawTable(paper, receipt, t, formats);
    drawTotals(paper, [
      [t.total, formats.yen(receipt.totalYen), true],
      ...(receipt.memberNo === null
        ? []
        : ([
            [t.spent, points(receipt.pointsSpent), false],
            [t.earned, points(receipt.pointsEarned), false],
          ] satisfies [string, string, boolean][])),
      ...(receipt.why ?? []).map((part): [string, string, boolean] => [
        part.kind === "base" ? t.basePoints : forPaper(part.label),
        points(part.points),
        false,
      ]),
    ]);
    paper.y += 14;
    if (receipt.claim)
      drawClaim(paper, receipt.claim.code, [t.claim, put(t.claimUntil, { day: formats.date(receipt.claim.lastDay) })]);
    drawNote(paper, t.taxKnown);
    drawNote(paper, receipt.isCounters ? t.counterNote : t.note);
    drawNote(paper, put(t.issued, { day: formats.date(now) }));
  };
  const foot = (page: number, pages: number) =>
    `${shop.legalName}    ${put(t.page, { page: String(page), pages: String(pages) })}`;
  return makePaper({ title, author: shop.legalName, at: now, language }, draw, foot);
}

/** The code at the left, what it is for beside it. */
function drawClaim(paper: Paper, code: Buffer, words: readonly string[]): void {
  const size = 96;
  keepTogether(paper, size + 16);
  const top = paper.y;
  paper.image(code, margin, top, { width: size, height: size });
  const [at, width] = [margin + size + 14, contentWidth(paper) - size - 14];
  paper
    .font("bold")
    .fontSize(11)
    .text(words[0] ?? "", at, top + 24, { width });
  paper
    .font("regular")
    .fontSize(10)
    .text(words.slice(1).join("\n"), at, paper.y + 4, { width });
  paper.x = margin;
  paper.y = top + size + 14;
}

type Words = typeof ja.receipt;

function drawTable(paper: Paper, receipt: ReceiptFacts, t: Words, formats: Formats): void {
  const width = contentWidth(paper);
  // From the right: amount, quantity, price of one; the name takes what is left.
  const columns = [width - 235, 80, 50, 85];
  const at = columns.map((_, index) => margin + columns.slice(0, index).reduce((sum, one) => sum + one + 20 / 3, 0));
  const row = (cells: readonly string[], font: "regular" | "bold") => {
    paper.font(font).fontSize(9.5);
    const height = paper.heightOfString(cells[0] ?? "", { width: columns[0] });
    keepTogether(paper, height + 12);
    const top = paper.y;
    for (const [index, cell] of cells.entries())
      paper.text(cell, at[index] ?? margin, top, { width: columns[index], align: index === 0 ? "left" : "right" });
    paper.x = margin;
    paper.y = top + height + 5;
    drawLine(paper);
  };
  row([t.item, t.unit, t.quantity, t.amount], "bold");
  for (const line of receipt.lines) {
    const returned =
      line.returnedQuantity > 0 ? `\n${put(t.returned, { count: formats.number(line.returnedQuantity) })}` : "";
    row(
      [
        forPaper(line.name || "-") + returned,
        formats.yen(line.unitPriceYen),
        formats.number(line.quantity),
        formats.yen(line.amountYen),
      ],
      "regular",
    );
  }
}

function drawTotals(paper: Paper, totals: readonly [string, string, boolean][]): void {
  keepTogether(paper, totals.length * 22);
  const width = contentWidth(paper);
  for (const [term, value, isMain] of totals) {
    const top = paper.y + 4;
    paper.font(isMain ? "bold" : "regular").fontSize(isMain ? 13 : 10);
    paper.text(term, margin + width * 0.35, top, { width: width * 0.3, align: "right" });
    paper.text(value, margin + width * 0.65, top, { width: width * 0.35, align: "right" });
    paper.x = margin;
  }
}
