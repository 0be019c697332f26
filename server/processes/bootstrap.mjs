// First thing every npm script runs. Plain JavaScript without dependencies, because on a fresh clone nothing is installed
// yet and the machine's own Node may be as old as 20.9. It installs what is missing, then hands over to Node 24.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const modules = join(root, "node_modules");
const stampFile = join(modules, ".goen-lock-hash");
const windows = process.platform === "win32";

const commands = {
  start: () => ["server/processes/start.ts"],
  dev: () => ["server/processes/start.ts", "--dev"],
  test: () => [".ci/run-steps.ts", "test"],
  "test:unit": () => [".ci/run-steps.ts", "test:unit"],
  "test:db": () => [".ci/run-steps.ts", "test:db"],
  "test:e2e": () => [".ci/run-steps.ts", "test:e2e"],
  verify: () => [".ci/run-steps.ts", "verify"],
  import: () => ["server/processes/import.ts"],
  "new-shop": () => ["server/processes/new-shop.ts"],
  "reset-two-step": () => ["server/processes/reset-two-step.ts"],
  "pos-check": () => ["server/processes/pos-check.ts"],
  bench: benchScript,
};

function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

function requireNode(major, minor) {
  const [a, b] = process.versions.node.split(".").map(Number);
  if (a < major || (a === major && b < minor)) {
    fail(
      `Goen needs Node.js ${major}.${minor} or newer to start; this is ${process.versions.node}. See https://nodejs.org`,
    );
  }
}

/** Takes the measurement's name off the arguments; a wrong name is answered with those that exist. */
function benchScript(args) {
  const names = existsSync(join(root, "bench"))
    ? readdirSync(join(root, "bench"))
        .filter((file) => /^[a-z-]+\.ts$/.test(file))
        .map((file) => file.slice(0, -3))
    : [];
  const name = args.shift();
  if (!name || !names.includes(name)) fail(`Usage: npm run bench -- <${names.join("|") || "none yet"}> [--small]`);
  return [`bench/${name}.ts`];
}

/** Whether every package of the lock file (other platforms' optional ones aside) is installed in its exact version. */
function installedMatchesLock(lockText) {
  try {
    const wanted = JSON.parse(lockText).packages;
    const present = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
      if (path === "") return true;
      if (!present[path]) return Boolean(optional || devOptional);
      return present[path].version === version;
    });
  } catch {
    return false; // no node_modules, or an install that was interrupted before npm wrote its own record
  }
}

function installIfNeeded() {
  const lockText = readFileSync(join(root, "package-lock.json"), "utf8");
  const hash = createHash("sha256").update(lockText).digest("hex");
  const stamped = existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash;
  if (stamped && existsSync(join(modules, ".package-lock.json"))) return;
  if (!installedMatchesLock(lockText)) npmCi();
  writeFileSync(stampFile, hash);
}

function npmCi() {
  console.log("Installing dependencies (npm ci); this takes a minute or two the first time.");
  // Errors only: that some tools want a newer Node than the one npm runs on is met by handing over to Node 24.
  const options = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const npmCli = process.env.npm_execpath;
  // Under `npm run` the very npm that was called is used again; started by hand, the one in PATH (npm.cmd needs a shell).
  const { status, error } = npmCli?.endsWith(".js")
    ? spawnSync(process.execPath, [npmCli, ...options], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", options, { cwd: root, stdio: "inherit", shell: windows });
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail("npm ci failed; its own message above says why.");
}

/** Path of Node 24: the one installed as a dependency, else this one when it is new enough. */
function productNode() {
  const packaged = join(modules, "node", "bin", windows ? "node.exe" : "node");
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return fail(
    "Node 24 was not installed with the dependencies (were install scripts switched off?). Run: npm rebuild node",
  );
}

/** npm runs scripts in the project's folder: file names are meant from where the person stands. */
function fromCallersFolder(arg) {
  const caller = process.env.INIT_CWD;
  if (!caller || isAbsolute(arg) || arg.startsWith("-")) return arg;
  const path = resolve(caller, arg);
  return /[./\\]/.test(arg) && existsSync(path) ? path : arg;
}

requireNode(20, 9);
const [command, ...args] = process.argv.slice(2);
if (!Object.hasOwn(commands, command))
  fail(`Usage: node server/processes/bootstrap.mjs <${Object.keys(commands).join("|")}>`);
installIfNeeded();
const script = commands[command](args);
if (!existsSync(join(root, script[0]))) fail(`${script[0]} is missing from this copy of Goen.`);

const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH"; // "Path" on Windows
const child = spawn(productNode(), ["--import", "tsx", ...script, ...args.map(fromCallersFolder)], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, [pathName]: `${join(modules, ".bin")}${delimiter}${process.env[pathName] ?? ""}` },
});
// Ctrl-C reaches test runners from the terminal by itself, and twice would mean "at once, without tidying up". The
// supervisor stops once however often it is asked, so it also hears what was sent to this process alone.
const isSupervisor = command === "start" || command === "dev";
process.on("SIGINT", () => isSupervisor && child.kill("SIGINT"));
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => fail(`Could not start Node: ${error.message}`));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
