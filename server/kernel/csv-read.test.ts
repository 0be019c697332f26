import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterAll, describe, expect, it } from "vitest";
import { type CsvEncoding, type CsvRow, type CsvSource, readCsv, surveyCsv } from "./csv-read";

const folder = mkdtempSync(path.join(tmpdir(), "goen-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function rowsOf(content: string | Buffer, encoding: CsvEncoding = "auto") {
  const file = path.join(folder, `${(files += 1)}.csv`);
  writeFileSync(file, content);
  const reading = await readCsv(file, { encoding });
  const rows: CsvRow[] = [];
  for await (const group of reading.rows) rows.push(...group);
  return { encoding: reading.encoding, rows, cells: rows.map((row) => row.cells) };
}

const text = "会員コード,氏名\nM1,髙橋 ①子\n";
const wanted = [
  ["会員コード", "氏名"],
  ["M1", "髙橋 ①子"],
];

describe("readCsv", () => {
  it("tells UTF-8, UTF-8 with a BOM and Shift_JIS apart, packed or not", async () => {
    const cases: [Buffer, string][] = [
      [Buffer.from(text), "utf-8"],
      [Buffer.from(`\uFEFF${text}`), "utf-8"],
      [iconv.encode(text, "cp932"), "shift_jis"],
    ];
    for (const [bytes, encoding] of cases)
      for (const content of [bytes, gzipSync(bytes)])
        expect(await rowsOf(content)).toMatchObject({ encoding, cells: wanted });
  });

  it("finds Shift_JIS that begins only after a megabyte of plain letters", async () => {
    const plain = `${"a".repeat(999)},b\n`.repeat(1_100);
    const { encoding, cells } = await rowsOf(Buffer.concat([Buffer.from(plain), iconv.encode("商品,名\n", "cp932")]));
    expect(encoding).toBe("shift_jis");
    expect(cells.at(-1)).toEqual(["商品", "名"]);
  });

  it("marks what the named encoding cannot be", async () => {
    const { cells } = await rowsOf(iconv.encode(text, "cp932"), "utf-8");
    expect(cells[1]?.[1]).toContain("\uFFFD");
  });

  it("keeps line breaks and quotes inside cells, rows of any width, and the line each row ends on", async () => {
    const { rows } = await rowsOf('a,b\r\n"two\r\nlines","say ""hi"""\r\n\r\nonly\r\n1,2,3\r\n');
    expect(rows).toEqual([
      { rowNo: 1, cells: ["a", "b"] },
      { rowNo: 3, cells: ["two\r\nlines", 'say "hi"'] },
      { rowNo: 5, cells: ["only"] },
      { rowNo: 6, cells: ["1", "2", "3"] },
    ]);
  });

  it("reads a file whose lines end in three ways", async () => {
    const { rows } = await rowsOf('a,b\r\n1,2\n3,"x\ny"\r\n5,6\r7,8\n\n9,10');
    expect(rows.map(({ cells }) => cells.join("|"))).toEqual(["a|b", "1|2", "3|x\ny", "5|6", "7|8", "9|10"]);
    expect(rows.map(({ rowNo }) => rowNo)).toEqual([1, 2, 4, 5, 6, 8]);
  });

  it("looks a file through: encoding, mark, lines, fingerprint", async () => {
    const source = (bytes: Buffer): CsvSource => ({ open: () => Readable.from([bytes]) });
    const bytes = Buffer.from(`\uFEFF${text}`);
    expect(await surveyCsv(source(bytes))).toEqual({
      encoding: "utf-8",
      hasBom: true,
      lines: 2,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(await surveyCsv(source(gzipSync(iconv.encode("あ\nい", "cp932"))))).toMatchObject({
      encoding: "shift_jis",
      hasBom: false,
      lines: 2,
    });
    expect((await surveyCsv(source(bytes), 4)).sha256).toBeNull();
    await expect(surveyCsv(source(gzipSync(bytes).subarray(0, 30)))).rejects.toMatchObject({
      reason: "imports.gzip_broken",
    });
  });

  it("refuses a quote that is never closed, one inside a cell, and UTF-16", async () => {
    await expect(rowsOf('a,b\n1,"open\n2,3\n')).rejects.toMatchObject({ reason: "imports.quote_not_closed" });
    await expect(rowsOf(`a,b\n1,"${"x\n".repeat(700_000)}`)).rejects.toMatchObject({
      reason: "imports.quote_not_closed",
    });
    await expect(rowsOf('a,b\n1,"x"y\n')).rejects.toMatchObject({ reason: "imports.quote_inside_cell" });
    await expect(rowsOf(Buffer.from("\uFEFFa,b\n", "utf16le"))).rejects.toMatchObject({ reason: "imports.utf16" });
  });
});
