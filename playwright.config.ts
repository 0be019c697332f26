import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { prepareProduct } from "./e2e/testing/product";

// Evaluated again in every worker; only the first time chooses a port and a fresh data folder.
const product = await prepareProduct();
const systemChromium = "/usr/bin/chromium";
const executablePath = process.env.GOEN_CHROMIUM ?? (existsSync(systemChromium) ? systemChromium : undefined);

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/browser",
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Patient: a machine with other work takes several times as long; a journey that is right does not care.
  timeout: 150_000,
  expect: { timeout: 25_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    baseURL: product.baseUrl,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      // A language that can write every file's name, wherever the tests run.
      env: { ...process.env, LANG: "C.UTF-8" },
      args: ["--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    },
  },
  projects: [
    { name: "phone", testDir: "e2e/my", use: { ...devices["Pixel 7"] } },
    { name: "tablet", testDir: "e2e/staff", use: { ...devices["Galaxy Tab S4 landscape"], hasTouch: true } },
    {
      name: "desktop",
      testDir: "e2e/admin",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    { name: "api", testDir: "e2e/api" },
  ],
  webServer: {
    command: `"${process.execPath}" --import tsx server/processes/start.ts`,
    url: `${product.baseUrl}/api/health`,
    env: product.env,
    // A build may come first.
    timeout: 300_000,
    // The supervisor ends the database too; a kill would leave it running.
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    reuseExistingServer: false,
    stdout: "pipe",
    stderr: "pipe",
  },
});
