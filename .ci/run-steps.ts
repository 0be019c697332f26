// `npm test` and its parts: runs the steps of a plan, stops at the first failure, ends with "N passed, M failed".
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { findOrInstallBrowser } from "./browser";
import { plans, reportFile, type Step } from "./steps";
import { addCounts, type Counts, noCounts, readCounts } from "./test-counts";

let running: ChildProcess | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => running?.kill(signal));

function runScript(step: Step, extraArgs: readonly string[]): Promise<number> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...step.env };
  if (step.needsBrowser) env.GOEN_CHROMIUM = findOrInstallBrowser();
  const child = spawn(process.execPath, ["--import", "tsx", step.script, ...step.args, ...extraArgs], {
    stdio: "inherit",
    env,
  });
  running = child;
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** Runs one step and returns its test counts; a check without tests counts only when it fails. */
async function runStep(step: Step, extraArgs: readonly string[]): Promise<Counts> {
  console.log(`\n── ${step.name}`);
  const started = performance.now();
  if (step.report) rmSync(reportFile(step), { force: true });
  const code = await runScript(step, extraArgs);
  const counts = step.report ? readCounts(reportFile(step), step.report) : noCounts;
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped (not allowed)` : "";
  const ok = code === 0 && counts.failed === 0 && counts.skipped === 0;
  const tests = step.report ? ` (${counts.passed} tests)` : "";
  console.log(`── ${step.name}: ${ok ? "ok" : "FAILED"}${tests}${skipped}, ${seconds(started)} s`);
  if (ok) return counts;
  return { ...counts, failed: Math.max(counts.failed, 1) };
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

async function main(): Promise<number> {
  const [planName = "test", ...extraArgs] = process.argv.slice(2);
  const plan = plans[planName];
  if (!plan) throw new Error(`Unknown plan ${planName}; there are ${Object.keys(plans).join(", ")}`);
  mkdirSync("test-results", { recursive: true });
  const started = performance.now();
  let total = noCounts;
  for (const step of plan) {
    // Arguments such as a file name are for the plan's last step: `npm run test:unit -- server/points`.
    const counts = await runStep(step, step === plan.at(-1) ? extraArgs : []);
    total = addCounts(total, counts);
    if (counts.failed > 0) {
      console.log(`\nStopped at "${step.name}" after ${seconds(started)} s.`);
      break;
    }
  }
  console.log(
    `${total.failed === 0 ? `\nAll steps done in ${seconds(started)} s.\n` : ""}${total.passed} passed, ${total.failed} failed`,
  );
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
