import { mkdirSync, writeFileSync } from "node:fs";

/** Keeps a report in bench/results under the day of its run. */
export function saveReport(name: string, report: string): void {
  mkdirSync("bench/results", { recursive: true });
  writeFileSync(`bench/results/${name}-${new Date().toISOString().slice(0, 10)}.md`, `${report}\n`);
}
