// What a phone loads of JavaScript before a page of My Page can be used, from a production build:
// `npm run bench -- my-page-js [--save]`. Reads what the build wrote; the limit is 130 KB compressed per page, by brotli, which every
// browser takes (docs/decisions/0070-light-my-page.md says why gzip cannot reach it).
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";

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

interface Size {
  gzip: number;
  brotli: number;
}

const sizes = new Map<string, Size>();
function sizeOf(file: string): Size {
  const known = sizes.get(file);
  if (known) return known;
  const bytes = readFileSync(join(build, file));
  const size = { gzip: gzipSync(bytes, { level: 6 }).length, brotli: brotliCompressSync(bytes).length };
  sizes.set(file, size);
  return size;
}
const sumOf = (files: readonly string[]): Size =>
  files.map(sizeOf).reduce((a, b) => ({ gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli }), { gzip: 0, brotli: 0 });

const { rootMainFiles } = JSON.parse(readFileSync(join(build, "build-manifest.json"), "utf8")) as {
  rootMainFiles: string[];
};
const frame = sumOf(rootMainFiles);

const pages = places
  .filter((place) => existsSync(join(build, place)))
  .flatMap((place) => readdirSync(join(build, place), { recursive: true }).map((found) => join(place, String(found))))
  .filter((file) => file.endsWith(manifestName))
  .map((file) => {
    const { entryJSFiles } = readManifest(join(build, file));
    // Layouts, error pages and the page itself: everything that is drawn or stands ready when the page opens.
    const files = new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()].filter((f) => f.endsWith(".js")));
    const size = sumOf([...files]);
    const path = file
      .slice("server/app".length, -`/${manifestName}`.length)
      .replaceAll("\\", "/")
      .replace(/\/\([a-z-]+\)/g, "");
    return { path, ...size, files: files.size };
  })
  .toSorted((a, b) => b.brotli - a.brotli);

const kb = (bytes: number) => (bytes / 1_000).toFixed(1);
const lines = [
  "| page | KB (brotli) | KB (gzip) | files |",
  "| --- | ---: | ---: | ---: |",
  ...pages.map((page) => `| ${page.path} | ${kb(page.brotli)} | ${kb(page.gzip)} | ${page.files} |`),
  "",
  `Of each, ${kb(frame.brotli)} KB (gzip: ${kb(frame.gzip)} KB) are React and the router. Limit: ${limitKb} KB with brotli.`,
];
console.log(lines.join("\n"));
if (flags.save) {
  mkdirSync("bench/results", { recursive: true });
  const next = (JSON.parse(readFileSync("node_modules/next/package.json", "utf8")) as { version: string }).version;
  const head = `# First-load JavaScript of My Page\n\nNext.js ${next}, production build, sum of the compressed files that each page loads.\n\n`;
  writeFileSync("bench/results/my-page-js.md", `${head}${lines.join("\n")}\n`);
}
const tooHeavy = pages.filter((page) => page.brotli > limitKb * 1_000);
if (tooHeavy.length > 0) {
  console.error(`Over the limit: ${tooHeavy.map((page) => page.path).join(", ")}`);
  process.exitCode = 1;
}
