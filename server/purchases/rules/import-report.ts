import type { PointsBasis } from "../input";
/** Thousandths of a whole unit, as a text: sums of millions of lines, exact. */
export type Thousandths = string;

export interface CategoryCount {
  category: "sale" | "return" | "anonymous_sale" | "anonymous_return" | "already_in";
  receipts: number;
  lines: number;
  thousandths: Thousandths;
}

export interface SetAsideCount {
  reason: string;
  isFault: boolean;
  lines: number;
  thousandths: Thousandths;
}

export interface ImportReport {
  fileName: string;
  encoding: string;
  isDryRun: boolean;
  amountScale: number;
  read: { lines: number; thousandths: Thousandths; unreadableAmounts: number };
  categories: CategoryCount[];
  setAside: SetAsideCount[];
  made: { members: number; products: number; stores: number };
  /** Receipts that were in the shop already with another total; they are left as they were. */
  knownWithOtherTotal: number;
  returns: { tiedLines: number; untiedLines: number; rows: number };
  /** What points were given by; missing in reports from before there was a choice. */
  pointsBasis?: PointsBasis;
  points: { given: number; takenBack: number; debt: number };
  warranties: number;
  /** What the tables hold for the receipts of this run, in whole units. */
  stored: { receipts: number; amount: number; points: number };
  seconds: { read: number; resolve: number; write: number };
}

const sum = (values: Thousandths[]): bigint => values.reduce((total, value) => total + BigInt(value), 0n);

export interface Reconciliation {
  isExact: boolean;
  /** Read minus written, already in and set aside. */
  linesApart: number;
  thousandthsApart: Thousandths;
  /** Written by the stage's count minus what the tables hold. */
  storedApart: Thousandths;
}

/** Lines and sums must come out even: read = written + already in + set aside, and written = what the tables hold. */
export function reconcile(report: ImportReport): Reconciliation {
  const parts = [...report.categories, ...report.setAside];
  const linesApart = report.read.lines - parts.reduce((total, part) => total + part.lines, 0);
  const thousandthsApart = BigInt(report.read.thousandths) - sum(parts.map((part) => part.thousandths));
  const written = report.categories.filter((part) => part.category !== "already_in").map((part) => part.thousandths);
  const storedApart = report.isDryRun ? 0n : sum(written) - BigInt(report.stored.amount) * 1_000n;
  return {
    isExact: linesApart === 0 && thousandthsApart === 0n && storedApart === 0n,
    linesApart,
    thousandthsApart: String(thousandthsApart),
    storedApart: String(storedApart),
  };
}

/** Whole units from thousandths, with the fraction only where there is one. */
export function amountText(value: Thousandths): string {
  const exact = BigInt(value);
  const size = exact < 0n ? -exact : exact;
  const whole = (size / 1_000n).toLocaleString("en");
  const rest = String(size % 1_000n)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return `${exact < 0n ? "-" : ""}${whole}${rest === "" ? "" : `.${rest}`}`;
}

export interface ReportWords {
  [key: string]: string;
}

const count = (value: number) => value.toLocaleString("en");

/** The report as Markdown. `words` holds its sentences, `reasons` those of the reasons. */
export function reportMarkdown(report: ImportReport, words: ReportWords, reasons: ReportWords): string {
  const w = (key: string) => words[key] ?? key;
  const even = reconcile(report);
  const parts = [...report.categories, ...report.setAside];
  const total = {
    lines: parts.reduce((n, p) => n + p.lines, 0),
    thousandths: String(sum(parts.map((p) => p.thousandths))),
  };
  const table = (head: string[], rows: string[][]) =>
    [
      `| ${head.join(" | ")} |`,
      `| --- |${" ---: |".repeat(head.length - 1)}`,
      ...rows.map((row) => `| ${row.join(" | ")} |`),
    ].join("\n");
  const blocks = [
    `# ${w("title")}: ${report.fileName}`,
    report.isDryRun ? w("dryRun") : "",
    w(report.amountScale === 1 ? "unit" : "unitScaled").replace("{scale}", String(report.amountScale)),
    `## ${w("books")}`,
    table(
      ["", w("receipts"), w("lines"), w("amount")],
      [
        [`**${w("read")}**`, "", `**${count(report.read.lines)}**`, `**${amountText(report.read.thousandths)}**`],
        ...report.categories.map((c) => [w(c.category), count(c.receipts), count(c.lines), amountText(c.thousandths)]),
        ...report.setAside.map((s) => [
          `${w("setAside")}: ${reasons[s.reason] ?? s.reason}`,
          "",
          count(s.lines),
          amountText(s.thousandths),
        ]),
        [`**${w("total")}**`, "", `**${count(total.lines)}**`, `**${amountText(total.thousandths)}**`],
      ],
    ),
    even.isExact
      ? w("exact")
      : w("notExact")
          .replace("{lines}", count(even.linesApart))
          .replace("{amount}", amountText(even.thousandthsApart))
          .replace("{stored}", amountText(even.storedApart)),
    `## ${w("made")}`,
    table(
      ["", w("count")],
      [
        [w("members"), count(report.made.members)],
        [w("products"), count(report.made.products)],
        [w("stores"), count(report.made.stores)],
        [w("tiedLines"), count(report.returns.tiedLines)],
        [w("untiedLines"), count(report.returns.untiedLines)],
        [w("returnRows"), count(report.returns.rows)],
        [w("pointsGiven"), count(report.points.given)],
        [w("pointsTakenBack"), count(report.points.takenBack)],
        [w("pointsDebt"), count(report.points.debt)],
        [w("warranties"), count(report.warranties)],
        [w("knownWithOtherTotal"), count(report.knownWithOtherTotal)],
        [w("unreadableAmounts"), count(report.read.unreadableAmounts)],
      ],
    ),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
