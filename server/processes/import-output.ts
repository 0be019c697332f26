import { createWriteStream, type WriteStream } from "node:fs";
import { once } from "node:events";
import { en } from "@/components/messages/en";
import { ja } from "@/components/messages/ja";
import { csvLine, csvStart } from "@/server/kernel/csv-write";
import { isDomainError } from "@/server/kernel/errors";
import type { RowFault } from "@/server/imports/input";

export type Language = "ja" | "en";
export type Words = typeof ja.imports;
export const wordsOf = (language: Language): Words => (language === "ja" ? ja : en).imports;

export const fill = (text: string, values: Record<string, unknown>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));

/** A refusal as a sentence of its module; any other error as it is. */
export function sentenceOf(error: unknown, language: Language): string {
  if (!isDomainError(error)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [module = "", key = ""] = error.reason.split(".");
  const messages = (language === "ja" ? ja : en) as unknown as Record<string, { errors?: Record<string, string> }>;
  const text = messages[module]?.errors?.[key];
  return text ? fill(text, error.details) : `${error.reason} ${JSON.stringify(error.details)}`;
}

/** One line that is rewritten on a terminal; elsewhere a line every few seconds. */
export function progressOn(stream: NodeJS.WriteStream) {
  let lastAt = 0;
  let isOpen = false;
  return {
    show(text: string, isLast = false) {
      const now = performance.now();
      const pause = stream.isTTY ? 100 : 5_000;
      if (!isLast && now - lastAt < pause) return;
      lastAt = now;
      stream.write(stream.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
      isOpen = stream.isTTY;
    },
    end() {
      if (isOpen) stream.write("\n");
      isOpen = false;
    },
  };
}

/** The file of rows set aside; made at the first one. Cells that a spreadsheet would take for formulas are made harmless. */
export class FaultFile {
  count = 0;
  #stream: WriteStream | undefined;
  constructor(
    readonly path: string | undefined,
    private readonly words: Words,
  ) {}

  async write(faults: RowFault[]): Promise<void> {
    this.count += faults.length;
    if (!this.path || faults.length === 0) return;
    const { cli, reasons } = this.words;
    if (!this.#stream) {
      this.#stream = createWriteStream(this.path);
      this.#stream.write(csvStart + csvLine([cli.row, cli.receipt, cli.column, cli.value, cli.reasonCode, cli.reason]));
    }
    const texts = reasons as Record<string, string>;
    const text = faults
      .map((f) => csvLine([f.rowNo, f.subject, f.column, f.value, f.reason, texts[f.reason] ?? f.reason]))
      .join("");
    if (!this.#stream.write(text)) await once(this.#stream, "drain");
  }

  async close(): Promise<boolean> {
    if (!this.#stream) return false;
    this.#stream.end();
    await once(this.#stream, "finish");
    return true;
  }
}
