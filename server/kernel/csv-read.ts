import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { type CsvError, parse } from "csv-parse";
import iconv from "iconv-lite";
import { DomainError } from "./errors";

export type FoundEncoding = "utf-8" | "shift_jis";
export type CsvEncoding = "auto" | FoundEncoding;

/** Bytes that can be read from the beginning again and again: a file on disk, or one in the store. */
export interface CsvSource {
  open: () => AsyncIterable<Buffer>;
}

export const sourceOnDisk = (path: string): CsvSource => ({
  open: () => createReadStream(path, { highWaterMark: 1 << 18 }),
});

export interface CsvRow {
  /** Line of the file on which the record ends; the header is line 1. */
  rowNo: number;
  cells: string[];
}

/** A record longer than this is a quote that was never closed. */
const maxRecordBytes = 1_000_000;
/** A packed file that becomes larger than this is no list. */
const maxUnpackedBytes = 8 * 2 ** 30;

/** The first bytes, as they lie there (packed, if packed). */
export async function firstBytes(source: CsvSource, count: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of source.open()) {
    pieces.push(piece);
    length += piece.length;
    if (length >= count) break;
  }
  return Buffer.concat(pieces).subarray(0, count);
}

/** The bytes, unpacked when they are gzip (told by the first two, not by a name). */
async function* bytesOf(source: CsvSource, onRaw?: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  const [a, b] = await firstBytes(source, 2);
  const raw = source.open();
  async function* tapped() {
    for await (const piece of raw) {
      onRaw?.(piece);
      yield piece;
    }
  }
  if (a !== 0x1f || b !== 0x8b) return yield* tapped();
  const packed = Readable.from(tapped());
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  packed.on("error", (error) => unpacked.destroy(error));
  unpacked.on("close", () => packed.destroy());
  let count = 0;
  try {
    for await (const piece of packed.pipe(unpacked) as AsyncIterable<Buffer>) {
      count += piece.length;
      if (count > maxUnpackedBytes) throw new DomainError("invalid", "imports.unpacked_too_large");
      yield piece;
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
      throw new DomainError("invalid", "imports.gzip_broken", {}, { cause: error });
    throw error;
  }
}

export interface CsvSurvey {
  /** UTF-8 when every byte fits, else Shift_JIS (CP932, as Japanese Excel writes it). */
  encoding: FoundEncoding;
  hasBom: boolean;
  /** Line ends: the number of rows where no cell holds one. */
  lines: number;
  /** Of the bytes as they lie there; null where only the beginning was looked at. */
  sha256: string | null;
}

/** Looks a file through in pieces without reading its rows: the whole of it, or only its first `maxBytes`. */
export async function surveyCsv(source: CsvSource, maxBytes = Number.POSITIVE_INFINITY): Promise<CsvSurvey> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const hash = createHash("sha256");
  const found: CsvSurvey = { encoding: "utf-8", hasBom: false, lines: 0, sha256: null };
  let seen = 0;
  let last = 10;
  for await (const bytes of bytesOf(source, (raw) => hash.update(raw))) {
    if (seen === 0) found.hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    if (found.encoding === "utf-8") found.encoding = decodes(decoder, bytes) ? "utf-8" : "shift_jis";
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) found.lines += 1;
    last = bytes.at(-1) ?? last;
    seen += bytes.length;
    if (seen >= maxBytes) return found;
  }
  if (found.encoding === "utf-8" && !decodes(decoder)) found.encoding = "shift_jis";
  if (last !== 10) found.lines += 1;
  return { ...found, sha256: hash.digest("hex") };
}

function decodes(decoder: TextDecoder, bytes?: Buffer): boolean {
  try {
    decoder.decode(bytes, { stream: bytes !== undefined });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Decodes in pieces; what cannot be read becomes U+FFFD, which the row check refuses. */
function decoding(encoding: FoundEncoding): Transform {
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
  encoding: FoundEncoding;
  rows: AsyncIterable<CsvRow[]>;
}

/**
 * Streams a CSV file (gzip or not) in groups of a thousand rows; never more than a few megabytes are in memory. Rows of any length are
 * handed over, the caller judges them. Lines may end in any way, also in several. Throws `imports.quote_not_closed`,
 * `imports.quote_inside_cell` with the row.
 */
export async function readCsv(
  file: string | CsvSource,
  options: { encoding: CsvEncoding; delimiter?: string; rowsPerGroup?: number },
): Promise<CsvReading> {
  const source = typeof file === "string" ? sourceOnDisk(file) : file;
  const [a, b] = await firstBytes(source, 2);
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) throw new DomainError("invalid", "imports.utf16");
  const encoding = options.encoding === "auto" ? (await surveyCsv(source)).encoding : options.encoding;
  return { encoding, rows: rowsOf(source, encoding, options) };
}

async function* rowsOf(
  source: CsvSource,
  encoding: FoundEncoding,
  { delimiter = ",", rowsPerGroup = 1_000 }: { delimiter?: string; rowsPerGroup?: number },
): AsyncGenerator<CsvRow[]> {
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: maxRecordBytes,
  });
  const bytes = Readable.from(bytesOf(source), { objectMode: false, highWaterMark: 1 << 18 });
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
      if (group.length === rowsPerGroup) {
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
