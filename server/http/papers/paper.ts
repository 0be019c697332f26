import { readFile } from "node:fs/promises";
import { join } from "node:path";
import PDFDocument from "pdfkit";

// The type that covers names: JIS X 0213 and more. Only the characters that stand on a paper are put into its file.
const fontFolder = join(process.cwd(), "node_modules", "@expo-google-fonts", "noto-sans-jp");
const fontFiles = {
  regular: join(fontFolder, "400Regular", "NotoSansJP_400Regular.ttf"),
  bold: join(fontFolder, "700Bold", "NotoSansJP_700Bold.ttf"),
};
let loaded: Promise<{ regular: Buffer; bold: Buffer }> | undefined;
const fonts = () =>
  (loaded ??= Promise.all([readFile(fontFiles.regular), readFile(fontFiles.bold)]).then(([regular, bold]) => ({
    regular,
    bold,
  })));

export type Paper = PDFKit.PDFDocument;
export const margin = 48;
const ink = "#15181c";
const quiet = "#5f6873";
const hairline = "#c9ced6";

/** What no type has and what would only show as an empty box: joiners and selectors of emoji. */
export const forPaper = (text: string): string => text.replace(/\u200d|\ufe0e|\ufe0f/g, "");

/** Draws an A4 paper and gives its bytes. `draw` writes from the top; every page then gets its foot. */
export async function makePaper(
  about: { title: string; author: string; at: Date; language: string },
  draw: (paper: Paper) => void,
  footOf: (page: number, pages: number) => string,
): Promise<Uint8Array> {
  const { regular, bold } = await fonts();
  const paper = new PDFDocument({
    size: "A4",
    margin,
    bufferPages: true,
    lang: about.language,
    displayTitle: true,
    info: { Title: about.title, Author: about.author, CreationDate: about.at },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    paper.on("data", (chunk: Buffer) => chunks.push(chunk));
    paper.on("end", () => resolve(Buffer.concat(chunks)));
    paper.on("error", reject);
  });
  paper.registerFont("regular", regular).registerFont("bold", bold);
  paper.font("regular").fontSize(10).fillColor(ink);
  draw(paper);
  const { start, count } = paper.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    paper.switchToPage(page);
    // Below the margin pdfkit would begin another page.
    paper.page.margins.bottom = 0;
    paper.font("regular").fontSize(8).fillColor(quiet);
    paper.text(forPaper(footOf(page + 1, count)), margin, paper.page.height - 36, {
      width: paper.page.width - 2 * margin,
      align: "center",
      lineBreak: false,
    });
  }
  paper.end();
  return done;
}

export const contentWidth = (paper: Paper): number => paper.page.width - 2 * margin;

/** The head: what this is at the left, who made it out at the right. */
export function drawHead(
  paper: Paper,
  title: string,
  shop: { name: string; legalName: string; lines: string[] },
): void {
  const width = contentWidth(paper);
  const top = paper.y;
  paper
    .font("bold")
    .fontSize(20)
    .fillColor(ink)
    .text(forPaper(title), margin, top, { width: width * 0.5 });
  const left = paper.y;
  const side = { width: width * 0.45, align: "right" as const };
  const x = margin + width * 0.55;
  paper
    .font("bold")
    .fontSize(11)
    .text(forPaper(shop.legalName), x, top + 4, side);
  paper.font("regular").fontSize(8.5).fillColor(quiet);
  for (const line of [shop.name, ...shop.lines]) paper.text(forPaper(line), x, paper.y + 2, side);
  paper.y = Math.max(left, paper.y) + 18;
  paper.x = margin;
  paper.fillColor(ink);
}

/** Facts, name at the left and value at the right of it; long ones take as many lines as they need. */
export function drawFacts(paper: Paper, facts: readonly [string, string | null][]): void {
  const width = contentWidth(paper);
  const termWidth = 110;
  for (const [term, given] of facts) {
    if (given === null || given === "") continue;
    const value = forPaper(given);
    paper.font("regular").fontSize(10);
    const height = paper.heightOfString(value, { width: width - termWidth });
    keepTogether(paper, height + 10);
    const top = paper.y;
    paper
      .fillColor(quiet)
      .fontSize(9)
      .text(forPaper(term), margin, top + 1, { width: termWidth - 8 });
    paper
      .fillColor(ink)
      .fontSize(10)
      .text(value, margin + termWidth, top, { width: width - termWidth });
    paper.y = Math.max(paper.y, top + height) + 5;
  }
  paper.x = margin;
}

export function drawLine(paper: Paper): void {
  paper
    .moveTo(margin, paper.y)
    .lineTo(paper.page.width - margin, paper.y)
    .lineWidth(0.5)
    .strokeColor(hairline)
    .stroke();
  paper.y += 6;
}

export function drawNote(paper: Paper, text: string): void {
  const options = { width: contentWidth(paper) };
  paper.font("regular").fontSize(8.5).fillColor(quiet);
  keepTogether(paper, paper.heightOfString(forPaper(text), options));
  paper.text(forPaper(text), margin, paper.y, options);
  paper.fillColor(ink);
  paper.y += 4;
}

/** Begins another page when `height` does not fit on this one. */
export function keepTogether(paper: Paper, height: number): void {
  if (paper.y + height > paper.page.height - margin - 20) {
    paper.addPage();
    paper.x = margin;
    paper.y = margin;
  }
}
