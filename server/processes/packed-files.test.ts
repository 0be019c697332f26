import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as ask, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packedFiles, packStaticFiles, takesBrotli } from "./packed-files";

const build = mkdtempSync(join(tmpdir(), "goen-build-"));
const script = "export const words = 'a long line that is said again and again';\n".repeat(100);
const chunk = "/_next/static/chunks/a1~b.js";
/** What Next.js would have been asked, by the words of its stand-in. */
let passedOn: IncomingHttpHeaders | null = null;
let port = 0;
const server = createServer();

beforeAll(async () => {
  mkdirSync(join(build, "static/chunks"), { recursive: true });
  writeFileSync(join(build, "static/chunks/a1~b.js"), script);
  writeFileSync(join(build, "static/chunks/small.js"), "1");
  writeFileSync(join(build, "static/font.woff2"), script);
  expect(await packStaticFiles(build)).toBe(1);
  expect(await packStaticFiles(build)).toBe(0);
  const answer = packedFiles(build);
  server.on("request", (request, response) => {
    passedOn = null;
    if (answer(request, response)) return;
    passedOn = request.headers;
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  rmSync(build, { recursive: true });
});

function get(path: string, headers: Record<string, string>, method = "GET") {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const sent = ask({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on("error", reject).end();
  });
}
const browser = { "accept-encoding": "gzip, deflate, br, zstd" };

describe("packed files", () => {
  it("reach a browser that takes brotli, for ever, and packed once", async () => {
    const { status, headers, body } = await get(chunk, browser);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-encoding": "br",
      "content-type": "application/javascript; charset=UTF-8",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
      "x-content-type-options": "nosniff",
      "content-length": String(body.length),
    });
    expect(body.length).toBeLessThan(script.length / 10);
    expect(brotliDecompressSync(body).toString()).toBe(script);
  });

  it("are known again by their tag", async () => {
    const { etag = "" } = (await get(chunk, browser)).headers;
    const again = await get(chunk, { ...browser, "if-none-match": `"other", ${etag}` });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect(again.headers.vary).toBe("Accept-Encoding");
  });

  it("answer HEAD with the same headers and no body", async () => {
    const [head, whole] = [await get(chunk, browser, "HEAD"), await get(`${chunk}?v=1`, browser)];
    expect(head.body).toHaveLength(0);
    expect(head.headers["content-length"]).toBe(whole.headers["content-length"]);
    expect(head.headers["content-encoding"]).toBe("br");
  });

  it("leave a part of a file to Next.js, and unpacked", async () => {
    expect((await get(chunk, { ...browser, range: "bytes=0-9" })).status).toBe(204);
    expect(passedOn?.["accept-encoding"]).toBe("identity");
  });

  it.each([
    ["a browser with gzip only", chunk, { "accept-encoding": "gzip" }, "GET"],
    ["one that says nothing", chunk, {}, "GET"],
    ["one that refuses brotli", chunk, { "accept-encoding": "gzip, br;q=0" }, "GET"],
    ["a file too small to pack", "/_next/static/chunks/small.js", browser, "GET"],
    ["a file that is packed by nature", "/_next/static/font.woff2", browser, "GET"],
    ["a page", "/aoi/my", browser, "GET"],
    ["a path that climbs", "/_next/static/chunks/../../static-br/chunks/a1~b.js", browser, "GET"],
    ["something sent", chunk, browser, "POST"],
  ])("leave to Next.js what is theirs: %s", async (_name, path, headers, method) => {
    expect((await get(path, headers as Record<string, string>, method)).status).toBe(204);
    expect(passedOn).not.toBeNull();
  });
});

describe("takesBrotli", () => {
  it.each([
    ["br", true],
    ["gzip, BR ; q=0.5", true],
    ["*", true],
    ["*;q=0", false],
    ["br;q=0, *", false],
    ["gzip, deflate", false],
    ["", false],
    [undefined, false],
  ])("%s: %s", (accepts, takes) => {
    expect(takesBrotli(accepts)).toBe(takes);
  });
});
