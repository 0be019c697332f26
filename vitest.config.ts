import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const databaseTests = ["**/*.db.test.ts", "**/*.race.test.ts"];
const notOurs = ["**/node_modules/**", "**/.git/**", "**/.next*/**", "**/.data/**", "e2e/**"];

const shared = {
  root,
  environment: "node",
  pool: "forks",
  // A quarter-hour zone east of Japan: code that leans on the machine's own zone fails here.
  env: { TZ: "Asia/Kathmandu" },
  retry: 0,
} as const;

export default defineConfig({
  resolve: { alias: { "@": root.replace(/[\\/]$/, "") } },
  test: {
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...notOurs, ...databaseTests],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "db",
          include: databaseTests,
          exclude: notOurs,
          globalSetup: ["db/testing/global-setup.ts"],
          setupFiles: ["db/testing/per-file.ts"],
          // It imports 'next/server' without the extension that bare Node asks for.
          server: { deps: { inline: ["next-auth"] } },
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
