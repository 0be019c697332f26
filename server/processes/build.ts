// Builds the web application unless the one at hand was built from exactly these sources.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packStaticFiles } from "./packed-files";

const folders = ["app", "components", "db", "emails", "public", "server"];
const files = ["next.config.ts", "package-lock.json", "postcss.config.mjs", "proxy.ts", "tsconfig.json"];
const isIrrelevant = (path: string) => /\.test\.tsx?$|\.md$|^db\/(?:migrations|seed|testing|functions)\//.test(path);

const distDir = () => process.env.GOEN_DIST_DIR ?? ".next";
const stampFile = () => join(distDir(), "goen-sources");

/** SHA-256 over the names and contents of everything a build depends on; times are not, as a fresh clone has new ones. */
function hashSources(): string {
  const inFolders = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"));
  const all = [...inFolders, ...files.filter((file) => existsSync(file))].filter((path) => !isIrrelevant(path));
  const hash = createHash("sha256");
  for (const path of all.toSorted()) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function isCurrent(hash: string): boolean {
  return (
    existsSync(stampFile()) && readFileSync(stampFile(), "utf8") === hash && existsSync(join(distDir(), "BUILD_ID"))
  );
}

/** Runs `next build` when needed; throws when it fails. Returns whether it had to build. */
export async function ensureBuild(say: (line: string) => void): Promise<boolean> {
  const hash = hashSources();
  if (isCurrent(hash)) {
    await packStaticFiles(distDir());
    return false;
  }
  say("Building the web application; this takes about a minute.");
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", resolve);
  });
  if (code !== 0) throw new Error(`next build ended with code ${code}`);
  await packStaticFiles(distDir());
  // Sources changed while it was building give another hash next time, and so another build.
  writeFileSync(stampFile(), hash);
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await ensureBuild(console.log);
  if (!built) console.log("The build is current.");
}
