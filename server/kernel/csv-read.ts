import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { type Readable, Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { type CsvError, parse } from "csv-parse";
import iconv from "iconv-lite";
import { DomainError } from "./errors";

export type CsvEncoding = "auto" | "utf-8" | "shift_jis";

export interface CsvRow {
  /** Line of the file on which the record ends; the header is line 1. */
  rowNo: number;
  cells: string[];
}

/** A record longer than this is a quote that was never closed. */
const maxRecordBytes = 1_000_000;

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The file's bytes, unpacked when it is gzip (told by its first bytes, not by its name). */
async function bytesOf(path: string): Promise<Readable> {
  const [a, b] = await firstBytes(path, 2);
  const raw = createReadStream(path, { highWaterMark: 1 << 18 });
  if (a !== 0x1f || b !== 0x8b) return raw;
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  raw.on("error", (error) => unpacked.destroy(error));
  unpacked.on("close", () => raw.destroy());
  return raw.pipe(unpacked);
}

/** Reads the whole file once, in pieces: UTF-8 when every byte fits, else Shift_JIS (CP932, as Japanese Excel writes it). */
export async function detectEncoding(path: string): Promise<"utf-8" | "shift_jis"> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of await bytesOf(path)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "shift_jis";
    throw error;
  }
}

/** Decodes in pieces; what cannot be read becomes U+FFFD, which the row check refuses. */
function decoding(encoding: "utf-8" | "shift_jis"): Transform {
  const decoder = encoding === "utf-8" ? new TextDecoder("utf-8") : iconv.getDecoder("cp932");
  const piece = (chunk: Buffer) =>
    decoder instanceof TextDecoder ? decoder.decode(chunk, { stream: true }) : decoder.write(chunk);
  return new Transform({
    decodeStrings: false,
    readableObjectMode: false,
    transform: (chunk: Buffer, _encoding, done) => done(null, Buffer.from(piece(chunk), "utf8")),
    flush: (done) => {
      const rest = decoder instanceof TextDecoder ? decoder.decode() : decoder.end();
      done(null, rest ? Buffer.from(rest, "utf8") : null);
    },
  });
}

function refusal(error: CsvError & { lines?: number }): DomainError {
  const reasons: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: "imports.quote_not_closed",
    CSV_MAX_RECORD_SIZE: "imports.quote_not_closed",
    CSV_INVALID_CLOSING_QUOTE: "imports.quote_inside_cell",
    INVALID_OPENING_QUOTE: "imports.quote_inside_cell",
  };
  return new DomainError(
    "invalid",
    reasons[error.code] ?? "imports.unreadable",
    { row: error.lines ?? 0 },
    { cause: error },
  );
}

export interface CsvReading {
  encoding: "utf-8" | "shift_jis";
  rows: AsyncIterable<CsvRow[]>;
}

/**
 * Streams a CSV file (gzip or not) in groups of rows; never more than a few megabytes are in memory. Rows of any length are
 * handed over, the caller judges them. Throws `imports.quote_not_closed`, `imports.quote_inside_cell` with the row.
 */
export async function readCsv(
  path: string,
  options: { encoding: CsvEncoding; delimiter?: string },
): Promise<CsvReading> {
  const [a, b] = await firstBytes(path, 2);
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) throw new DomainError("invalid", "imports.utf16");
  const encoding = options.encoding === "auto" ? await detectEncoding(path) : options.encoding;
  return { encoding, rows: rowsOf(path, encoding, options.delimiter ?? ",") };
}

async function* rowsOf(path: string, encoding: "utf-8" | "shift_jis", delimiter: string): AsyncGenerator<CsvRow[]> {
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: maxRecordBytes,
  });
  const bytes = await bytesOf(path);
  const text = bytes.pipe(decoding(encoding));
  bytes.on("error", (error) => text.destroy(error));
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);
  let group: CsvRow[] = [];
  let countedTwice = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      // csv-parse counts a CRLF inside quotes as two lines.
      for (const cell of record) if (cell.includes("\r\n")) countedTwice += cell.split("\r\n").length - 1;
      group.push({ rowNo: info.lines - countedTwice, cells: record });
      if (group.length === 1_000) {
        yield group;
        group = [];
      }
    }
    if (group.length > 0) yield group;
  } catch (error) {
    if (error instanceof Error && "code" in error && /^(CSV_|INVALID_)/.test(String(error.code)))
      throw refusal(error as CsvError);
    throw error;
  } finally {
    bytes.destroy();
  }
}
