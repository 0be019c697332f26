import { drawFacts, drawHead, drawLine, drawNote, makePaper, margin, type Paper } from "./paper";
import type { PaperSetting, PaperShop } from "./receipt-paper";

export interface WarrantyFacts {
  /** As people read it out. */
  number: string;
  productName: string;
  brand: string | null;
  startsOn: string;
  endsOn: string;
  state: "active" | "ended" | "voided";
  boughtAt: Date | null;
  storeName: string | null;
  receiptNo: string | null;
  memberNo: string;
  personName: string | null;
}

const put = (text: string, values: Record<string, string>) =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** A warranty certificate (保証書) on one A4 page. */
export function warrantyPaper(
  shop: PaperShop,
  warranty: WarrantyFacts,
  { words, formats, language, now }: PaperSetting,
): Promise<Uint8Array> {
  const t = words.warranty;
  const draw = (paper: Paper) => {
    drawHead(paper, t.title, { name: shop.name, legalName: shop.legalName, lines: [shop.legalAddress] });
    paper.font("regular").fontSize(10).text(t.lead, margin, paper.y);
    paper.y += 14;
    drawLine(paper);
    paper.y += 4;
    drawFacts(paper, [
      [t.product, warranty.productName],
      [t.brand, warranty.brand],
      [t.number, warranty.number],
      [t.period, put(t.span, { from: formats.date(warranty.startsOn), to: formats.date(warranty.endsOn) })],
      [t.state, t.states[warranty.state]],
      [t.boughtAt, warranty.boughtAt && formats.date(warranty.boughtAt)],
      [t.store, warranty.storeName],
      [t.receipt, warranty.receiptNo],
      [t.name, warranty.personName],
      [t.member, warranty.memberNo],
      [t.contact, shop.contactUrl],
    ]);
    paper.y += 4;
    drawLine(paper);
    drawNote(paper, put(t.issued, { day: formats.date(now) }));
  };
  return makePaper({ title: t.title, author: shop.legalName, at: now, language }, draw, () => shop.legalName);
}
