// `npm start` and `npm run dev`: database, migrations, demo shop, web, worker, sender and ingest from one terminal.
import { setTimeout as delay } from "node:timers/promises";
import { migrate } from "@/db/migrate";
import { ensureBuild } from "./build";
import { firstFreePort } from "./port";
import { endLeftovers, findRunning, removeMark, writeMark } from "./running-mark";
import { type StartedDatabase, startDatabase } from "./start-database";
import { keptSecret, readStartSettings, type StartSettings } from "./start-settings";
import { type ChildSpec, type SupervisedChild, superviseChild } from "./supervised-child";

const graceMs = 20_000;
const healthWaitMs = 180_000;

const say = (name: string, line: string) => console.log(`${name.padEnd(7)}| ${line}`);
const sayGoen = (line: string) => say("goen", line);

let database: StartedDatabase | undefined;
let children: SupervisedChild[] = [];
let dataDir: string | undefined;
let stopping: Promise<void> | undefined;
const isStopping = () => stopping !== undefined;

async function stopEverything(): Promise<void> {
  await Promise.all(children.map((child) => child.stop(graceMs)));
  await database?.stop();
  if (dataDir) removeMark(dataDir);
}

/** Ends all in order and then this process; asked twice it still ends once. */
function shutDown(reason: string, code: number): void {
  if (!stopping) sayGoen(`${reason}; stopping.`);
  stopping ??= stopEverything().then(
    () => process.exit(code),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

function childSpecs(settings: StartSettings, port: number, env: NodeJS.ProcessEnv): ChildSpec[] {
  const at = ["-p", String(port), "-H", settings.host];
  const ours = (name: string) => ["--import", "tsx", `server/processes/${name}.ts`];
  const web = settings.isDev ? ["node_modules/next/dist/bin/next", "dev"] : ours("web");
  return [
    { name: "web", args: [...web, ...at], env },
    ...["worker", "sender", "ingest"].map((name) => ({ name, args: ours(name), env })),
  ];
}

/** Resolves when the health page answers 200; rejects with its last answer after three minutes. */
async function waitUntilHealthy(settings: StartSettings, port: number): Promise<void> {
  const host = settings.host === "0.0.0.0" ? "127.0.0.1" : settings.host;
  const until = performance.now() + healthWaitMs;
  let last = "no answer";
  while (performance.now() < until && !isStopping()) {
    try {
      const response = await fetch(`http://${host}:${port}/api/health`, { signal: AbortSignal.timeout(10_000) });
      if (response.ok) return;
      last = `${response.status} ${await response.text()}`;
    } catch {
      // not listening yet
    }
    await delay(250);
  }
  if (!isStopping())
    throw new Error(`Goen did not become healthy within ${healthWaitMs / 1000} s; last answer: ${last}`);
}

async function prepareEnvironment(settings: StartSettings, port: number): Promise<NodeJS.ProcessEnv> {
  if (settings.hasOwnDatabase) database = await startDatabase(settings.dataDir, sayGoen);
  const chosen = {
    ...database?.urls,
    NODE_ENV: settings.isDev ? "development" : "production",
    PORT: String(port),
    GOEN_DATA_DIR: settings.dataDir,
    GOEN_SECRET: process.env.GOEN_SECRET || keptSecret(settings.dataDir),
    GOEN_BASE_URL: process.env.GOEN_BASE_URL || `http://localhost:${port}`,
    GOEN_DEV_ROUTES: settings.showsDevRoutes ? "1" : "0",
    GOEN_SIGN_UP: process.env.GOEN_SIGN_UP || (settings.makesDemo ? "open" : "closed"),
    NEXT_TELEMETRY_DISABLED: "1",
    ...(settings.isDev ? { GOEN_DIST_DIR: process.env.GOEN_DIST_DIR || ".next-dev" } : {}),
  };
  Object.assign(process.env, chosen);
  return { ...process.env };
}

async function start(): Promise<void> {
  const settings = readStartSettings(process.argv.slice(2));
  const running = findRunning(settings.dataDir);
  if (running) {
    console.error(`\nGoen is running already: ${running.url} (process ${running.pid}, data in ${settings.dataDir}).`);
    console.error("Stop it there with Ctrl-C, or set GOEN_DATA_DIR to another folder for a second one.\n");
    process.exit(1);
  }
  const leftovers = await endLeftovers(settings.dataDir);
  if (leftovers.length > 0) sayGoen(`Ended what an earlier start left behind: ${leftovers.join(", ")}.`);
  const port = await firstFreePort(settings.wantedPort, settings.host, sayGoen);
  const mark = { pid: process.pid, url: `http://localhost:${port}`, children: {} as Record<string, number> };
  dataDir = settings.dataDir;
  writeMark(dataDir, mark);

  const env = await prepareEnvironment(settings, port);
  const applied = await migrate(env.DATABASE_URL ?? "");
  sayGoen(applied === 0 ? "The database is up to date." : `Applied ${applied} migration(s).`);
  const demoLogins = settings.makesDemo ? await makeDemo() : [];
  if (!settings.isDev) await ensureBuild(sayGoen);
  if (isStopping()) return;

  children = childSpecs(settings, port, env).map((spec) =>
    superviseChild(spec, say, (pid) => {
      if (pid !== undefined) mark.children[spec.name] = pid;
      writeMark(settings.dataDir, mark);
    }),
  );
  await waitUntilHealthy(settings, port);
  if (!isStopping()) printWelcome(env.GOEN_BASE_URL ?? mark.url, settings, demoLogins);
}

type DemoLogin = { label: string; path: string; email: string; password: string };
type SeedModule = { seedIfEmpty: (say: (line: string) => void) => Promise<{ demoLogins: readonly DemoLogin[] }> };

async function makeDemo(): Promise<readonly DemoLogin[]> {
  // Only now: what it imports reads the settings chosen above.
  const { seedIfEmpty } = (await import(new URL("./seed-demo.ts", import.meta.url).href)) as SeedModule;
  return (await seedIfEmpty(sayGoen)).demoLogins;
}

function printWelcome(baseUrl: string, settings: StartSettings, logins: readonly DemoLogin[]): void {
  const lines = [`Goen is ready: ${baseUrl}`];
  if (settings.showsDevRoutes) lines.push(`Captured mail: ${baseUrl}/dev/mail`);
  for (const { label, path, email, password } of logins)
    lines.push(`${label}: ${baseUrl}${path}  ${email} / ${password}`);
  console.log(
    `\n${lines.map((line) => `  ${line}`).join("\n")}\n\n  Ctrl-C stops everything; the data stays in ${settings.dataDir}.\n`,
  );
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => shutDown(signal, 0));
// Whoever read our lines may be gone (a closed terminal, a killed parent). Without this, saying so fails as well, and again, for ever.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
process.on("uncaughtException", (error) => {
  console.error(error);
  shutDown("An unexpected error", 1);
});

try {
  await start();
} catch (error) {
  console.error(error);
  shutDown("The start failed", 1);
}
