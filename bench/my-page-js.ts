// What a phone loads of JavaScript before a page of My Page can be used, from a production build:
// `npm run bench -- my-page-js [--save]`. Reads in the build which files a page needs, starts the web process as `npm start` does, and
// counts the bytes of each answer as a browser asks for it. The limit is 130 KB per page for a browser that takes brotli, as all do
// (docs/decisions/0084-brotli-for-static-files.md); what one with gzip only would get stands beside it.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { packStaticFiles } from "@/server/processes/packed-files";

const { values: flags } = parseArgs({
  options: { save: { type: "boolean", default: false }, small: { type: "boolean", default: false } },
});
const build = process.env.GOEN_DIST_DIR ?? ".next";
const limitKb = 130;
const manifestName = "page_client-reference-manifest.js";
const places = ["server/app/[shop]/my", "server/app/[shop]/unsubscribe"];

if (!existsSync(join(build, "BUILD_ID"))) throw new Error(`${build} holds no build; run npm run build first`);

interface Manifest {
  entryJSFiles: Record<string, string[]>;
}

/** The page's manifest is a script that sets a global to a literal. */
function readManifest(file: string): Manifest {
  const text = readFileSync(file, "utf8");
  const from = text.indexOf("= {", text.indexOf("["));
  return JSON.parse(text.slice(from + 2).replace(/;?\s*$/, "")) as Manifest;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

await packStaticFiles(build);
const port = await freePort();
const args = ["--import", "tsx", "server/processes/web.ts", "-p", String(port), "-H", "127.0.0.1"];
const web = spawn(process.execPath, args, {
  env: { ...process.env, NODE_ENV: "production" },
  stdio: ["ignore", "pipe", "inherit"],
});
process.on("exit", () => web.kill("SIGTERM"));
await new Promise<void>((resolve, reject) => {
  web.stdout.on("data", (text: Buffer) => text.toString().includes("Listening") && resolve());
  web.on("exit", (code) => reject(new Error(`the web process ended with code ${code}`)));
});

interface Answer {
  bytes: number;
  coding: string;
}

/** The bytes of a file's answer as they come over the wire, without its headers. */
function received(file: string, accepts: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const path = `/_next/${file.split("/").map(encodeURIComponent).join("/")}`;
    request({ host: "127.0.0.1", port, path, headers: { "accept-encoding": accepts } }, (response) => {
      let bytes = 0;
      response.on("data", (part: Buffer) => {
        bytes += part.length;
      });
      response.on("end", () => {
        if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
        else resolve({ bytes, coding: response.headers["content-encoding"] ?? "none" });
      });
    })
      .on("error", reject)
      .end();
  });
}

interface Size {
  gzip: number;
  brotli: number;
}

const sizes = new Map<string, Size>();
const unpacked = new Set<string>();
async function sizeOf(file: string): Promise<Size> {
  const known = sizes.get(file);
  if (known) return known;
  const today = await received(file, "gzip, deflate, br, zstd");
  if (today.coding !== "br") unpacked.add(file);
  const size = { brotli: today.bytes, gzip: (await received(file, "gzip")).bytes };
  sizes.set(file, size);
  return size;
}
async function sumOf(files: readonly string[]): Promise<Size> {
  const sum = { gzip: 0, brotli: 0 };
  for (const file of files) {
    const { gzip, brotli } = await sizeOf(file);
    sum.gzip += gzip;
    sum.brotli += brotli;
  }
  return sum;
}

const { rootMainFiles } = JSON.parse(readFileSync(join(build, "build-manifest.json"), "utf8")) as {
  rootMainFiles: string[];
};
const frame = await sumOf(rootMainFiles);

const manifests = places
  .filter((place) => existsSync(join(build, place)))
  .flatMap((place) => readdirSync(join(build, place), { recursive: true }).map((found) => join(place, String(found))))
  .filter((file) => file.endsWith(manifestName));
const measured: { path: string; gzip: number; brotli: number; files: number }[] = [];
for (const file of manifests) {
  const { entryJSFiles } = readManifest(join(build, file));
  // Layouts, error pages and the page itself: everything that is drawn or stands ready when the page opens.
  const files = new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()].filter((f) => f.endsWith(".js")));
  const size = await sumOf([...files]);
  const path = file
    .slice("server/app".length, -`/${manifestName}`.length)
    .replaceAll("\\", "/")
    .replace(/\/\([a-z-]+\)/g, "");
  measured.push({ path, ...size, files: files.size });
}
web.removeAllListeners("exit").kill("SIGTERM");
const pages = measured.toSorted((a, b) => b.brotli - a.brotli);

const kb = (bytes: number) => (bytes / 1_000).toFixed(1);
const lines = [
  "| page | KB received (brotli) | KB with gzip only | files |",
  "| --- | ---: | ---: | ---: |",
  ...pages.map((page) => `| ${page.path} | ${kb(page.brotli)} | ${kb(page.gzip)} | ${page.files} |`),
  "",
  `Of each, ${kb(frame.brotli)} KB (gzip: ${kb(frame.gzip)} KB) are React and the router. Limit: ${limitKb} KB received. ${unpacked.size === 0 ? "Every file came with brotli." : `${unpacked.size} files came without brotli: too small to pack.`}`,
];
console.log(lines.join("\n"));
if (flags.save) {
  mkdirSync("bench/results", { recursive: true });
  const next = (JSON.parse(readFileSync("node_modules/next/package.json", "utf8")) as { version: string }).version;
  const head = `# First-load JavaScript of My Page\n\nNext.js ${next}, production build, bytes that a browser receives from the running web process before each page can be used.\n\n`;
  writeFileSync("bench/results/my-page-js.md", `${head}${lines.join("\n")}\n`);
}
const tooHeavy = pages.filter((page) => page.brotli > limitKb * 1_000);
if (tooHeavy.length > 0) {
  console.error(`Over the limit: ${tooHeavy.map((page) => page.path).join(", ")}`);
  process.exitCode = 1;
}
