// Random calls at the ledger from several connections, every answer held against an oracle that was written without it, while server
// processes of the database are killed hard: `npm run bench -- fuzz`, with `--small`, `--calls=N`, `--kills=N`, `--seed=N`.
import os from "node:os";
import { fuzzLedger } from "../server/points/service/point-fuzz";
import { connect, emptyShop } from "./ledger/loads";
import { benchDatabase } from "./harness/database";
import { saveReport } from "./harness/report";

const given = (name: string, usual: number) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1] ?? usual);
const isSmall = process.argv.includes("--small");
const calls = given("calls", isSmall ? 20_000 : 1_000_000);
const kills = given("kills", isSmall ? 4 : 20);
const seed = given("seed", Date.now() % 1_000_000);
const show = (value: number) => value.toLocaleString("en-US");

const cluster = await benchDatabase({ name: "fuzz", port: 54_725 });
try {
  const owner = await connect(cluster.ownerUrl);
  const { tenant, members } = await emptyShop(owner, isSmall ? 60 : 400);
  await owner.end();
  console.log(`seed ${seed}: ${show(calls)} calls at ${members.length} wallets, ${kills} hard kills`);
  const begun = performance.now();
  const result = await fuzzLedger({
    connect: () => connect(cluster.appUrl, `-c app.tenant_id=${tenant}`),
    tenant,
    members,
    calls,
    lanes: 6,
    analyze: async () => {
      const analyst = await connect(cluster.ownerUrl);
      await analyst.query("analyze");
      await analyst.end();
    },
    seed,
    kills,
    // A server process that dies so takes the whole server through crash recovery: every connection is lost, every answer in doubt.
    kill: (pid) => {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended by itself meanwhile.
      }
      return Promise.resolve();
    },
    onProgress: (done, killed) =>
      console.log(
        `  ${show(done)} calls, ${killed} kills, ${show(Math.round(done / ((performance.now() - begun) / 1_000)))}/s`,
      ),
  });
  const seconds = (performance.now() - begun) / 1_000;
  const prover = await connect(cluster.ownerUrl);
  const proof = (
    await prover.query<{ name: string; checked: number; violations: number }>(
      "select name, checked::int, violations::int from goen.ledger_proof($1, $2)",
      [tenant, result.endedAt],
    )
  ).rows;
  const { rows } = await prover.query("select current_setting('server_version') as v, current_setting('fsync') as f");
  await prover.end();
  const broken = proof.filter(({ violations }) => violations > 0);
  const verbs = Object.entries(result.verbs).sort(([, a], [, b]) => b - a);
  const report = [
    `# Ledger under random calls (${new Date().toISOString().slice(0, 10)}${isSmall ? ", small" : ""})`,
    "",
    `PostgreSQL ${rows[0].v}, fsync ${rows[0].f}; ${os.cpus().length} x ${os.cpus()[0]?.model ?? "unknown processor"}; seed ${seed}.`,
    `${show(result.calls)} calls at ${members.length} wallets from 6 connections in ${show(Math.round(seconds))} s, each answer compared with the oracle.`,
    "",
    "| what | how many |",
    "| --- | ---: |",
    ...verbs.map(([verb, n]) => `| ${verb} | ${show(n)} |`),
    `| repeated with the same key later | ${show(result.repeated)} |`,
    `| sent twice at the same moment | ${show(result.doubled)} |`,
    `| refused, as expected | ${show(result.refused)} |`,
    `| server processes killed hard | ${show(result.kills)} |`,
    `| sent again because a connection was lost | ${show(result.resent)} |`,
    `| **answers or wallets that differ from the oracle** | **${show(result.differences.length)}** |`,
    `| **invariants broken afterwards, of ${proof.length}** | **${show(broken.length)}** |`,
  ].join("\n");
  console.log(`\n${report}`);
  for (const line of result.differences) console.log(`DIFFERENT ${line}`);
  for (const line of broken) console.log(`BROKEN ${line.name}: ${line.violations} of ${line.checked}`);
  if (process.argv.includes("--write")) {
    saveReport("fuzz", report);
  }
  if (result.differences.length > 0 || broken.length > 0) process.exitCode = 1;
} finally {
  await cluster.close();
}
