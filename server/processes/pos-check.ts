// `npm run pos-check -- <url> --key goen_... --card 2900...`: a till on a bad network against a server, and whether their books agree.
import { parseArgs } from "node:util";
import type { Answer, Call } from "./flaky-network";
import { simulateTill } from "./till-simulator";

const usage = `Usage: npm run pos-check -- <url> --key goen_... --card <number> [--card <number> ...]
         [--sales 40] [--seed 1] [--faults 0.3]
The key (also GOEN_POS_KEY) needs the scopes members.read and purchases.write. The cards belong to members made for this:
sales, returns and points of the check stay on them.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    key: { type: "string" },
    card: { type: "string", multiple: true },
    sales: { type: "string", default: "40" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    faults: { type: "string", default: "0.3" },
  },
});
const [url] = positionals;
const key = values.key ?? process.env.GOEN_POS_KEY;
const [sales, seed, faults] = [values.sales, values.seed, values.faults].map(Number) as [number, number, number];
const isUsable = url && key && values.card && sales > 0 && Number.isInteger(seed) && faults >= 0 && faults <= 0.9;
if (!isUsable) {
  console.error(usage);
  process.exit(2);
}

const base = `${url.replace(/\/+$/, "").replace(/\/api\/v1(?:\/pos)?$/, "")}/api/v1/pos/`;
async function wire({ path, body }: Call): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const init = body === null ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(base + path, init);
  const waitSeconds = response.headers.get("retry-after");
  const said = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body: waitSeconds === null ? said : { ...said, waitSeconds } };
}

try {
  console.log(`${base} · seed ${seed} · ${sales} sales · ${Math.round(faults * 100)} % of the calls go wrong`);
  const wait = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1_000));
  const verdict = await simulateTill({ wire, cards: values.card ?? [], seed, sales, faults, wait });
  const bad = Object.entries(verdict.faults).map(([name, n]) => `${n} ${name.replace("_", " ")}`);
  console.log(`${verdict.calls} calls, ${verdict.receipts} receipts; on the way: ${bad.join(", ")}`);
  for (const { what, expected, got } of verdict.differences)
    console.log(`DIFFERENT ${what}: the till has ${expected}, the server ${got}`);
  const isRight = verdict.differences.length === 0;
  console.log(
    isRight ? "AGREED: till and server have the same books." : `NOT AGREED: ${verdict.differences.length} differences.`,
  );
  process.exitCode = isRight ? 0 : 1;
} catch (error) {
  console.error(`The check could not be finished: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
