// The static files of a build, packed with brotli once: `next start` packs with gzip only, and anew for every answer
// (docs/decisions/0084-brotli-for-static-files.md).
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { securityHeaders } from "./security-headers";

const pack = promisify(brotliCompress);
const prefix = "/_next/static/";
/** Fonts and pictures are packed by nature. */
const types: Readonly<Record<string, string>> = {
  js: "application/javascript; charset=UTF-8",
  css: "text/css; charset=UTF-8",
  json: "application/json; charset=UTF-8",
  svg: "image/svg+xml",
};
const endingOf = (name: string) => name.slice(name.lastIndexOf(".") + 1);
/** Below this a file travels in one packet anyway. */
const leastBytes = 1_000;

const filesUnder = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    : [];

/** Packs what a build serves for ever under its name, beside the build; what is packed already stays. Gives how many were new. */
export async function packStaticFiles(build: string): Promise<number> {
  const [from, to] = [join(build, "static"), join(build, "static-br")];
  const there = new Set(filesUnder(to));
  const missing = filesUnder(from).filter(
    (name) => endingOf(name) in types && !there.has(name) && statSync(join(from, name)).size >= leastBytes,
  );
  let next = 0;
  const worker = async () => {
    for (let name = missing[next++]; name !== undefined; name = missing[next++]) {
      const bytes = await readFile(join(from, name));
      const packed = await pack(bytes, {
        params: {
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
      await mkdir(dirname(join(to, name)), { recursive: true });
      await writeFile(join(to, name), packed);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return missing.length;
}

/** Whether an Accept-Encoding names brotli, or anything, without forbidding it (RFC 9110, 12.5.3). */
export function takesBrotli(accepts: string | undefined): boolean {
  const weights = new Map(
    (accepts ?? "").split(",").map((part) => {
      const [coding = "", ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = parameters.find((one) => one.startsWith("q="));
      return [coding, q === undefined ? 1 : Number(q.slice(2))] as const;
    }),
  );
  return (weights.get("br") ?? weights.get("*") ?? 0) > 0;
}

/**
 * Answers a request for a packed file of the build, if the browser takes brotli; says whether it did, so that everything else goes to
 * Next.js, which packs with gzip. A part of a file is always a part of the file as it is, never of a packed one.
 */
export function packedFiles(build: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const folder = join(build, "static-br");
  const known = new Map(
    filesUnder(folder).map((name) => {
      const path = join(folder, name);
      const tag = createHash("sha256").update(readFileSync(path)).digest("base64url").slice(0, 20);
      const address = `${prefix}${name.split(/[\\/]/).map(encodeURIComponent).join("/")}`;
      return [address, { path, tag: `"${tag}-br"`, length: statSync(path).size, type: types[endingOf(name)] ?? "" }];
    }),
  );
  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const file = known.get(request.url?.split("?", 1)[0] ?? "");
    if (!file) return false;
    if (request.headers.range !== undefined) {
      request.headers["accept-encoding"] = "identity";
      return false;
    }
    if (!takesBrotli(request.headers["accept-encoding"])) return false;
    for (const { key, value } of securityHeaders) response.setHeader(key, value);
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setHeader("ETag", file.tag);
    if (request.headers["if-none-match"]?.split(/\s*,\s*/).includes(file.tag)) {
      response.writeHead(304).end();
      return true;
    }
    response.writeHead(200, {
      "Content-Type": file.type,
      "Content-Encoding": "br",
      "Content-Length": file.length,
    });
    if (request.method === "HEAD") response.end();
    else
      createReadStream(file.path)
        .on("error", () => response.destroy())
        .pipe(response);
    return true;
  };
}
