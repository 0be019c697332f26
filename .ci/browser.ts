// Finds a Chrome or Chromium for the browser tests, and installs one where there is none.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const fixedPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Playwright's own download, where someone has made it. */
function playwrightBrowser(): string {
  return chromium.executablePath();
}

function findBrowser(): string | undefined {
  const inPath = (process.env.PATH ?? "").split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
  const places = [...inPath, ...(fixedPlaces[process.platform] ?? []), playwrightBrowser()];
  return places.find(isExecutable);
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
  const { status, error } = spawnSync(command, args, { stdio: "inherit", env });
  if (error || status !== 0) {
    throw new Error(
      `No browser for the browser tests: "${command} ${args.join(" ")}" failed. Set GOEN_CHROMIUM to one.`,
    );
  }
}

function install(): void {
  const debianRoot = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (debianRoot) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    run("apt-get", ["update", "-qq"], env);
    // The fonts too: without them Japanese text is boxes, and boxes have other widths.
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"], env);
    return;
  }
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
}

/** The path of a browser; GOEN_CHROMIUM decides where it is set. Throws when none can be had. */
export function findOrInstallBrowser(): string {
  const chosen = process.env.GOEN_CHROMIUM;
  if (chosen) {
    if (!isExecutable(chosen)) throw new Error(`GOEN_CHROMIUM names ${chosen}, which cannot be run.`);
    return chosen;
  }
  const found = findBrowser();
  if (found) return found;
  console.log("No Chrome or Chromium found; installing one.");
  install();
  const installed = findBrowser();
  if (!installed) throw new Error("A browser was installed but cannot be found. Set GOEN_CHROMIUM to its path.");
  return installed;
}
