import { createHash } from "node:crypto";

/** How often the process must have asked for a statement before connections keep it, and how many statements they keep. */
const hotAfter = 50;
const mostHot = 200;
/** Texts that are counted at a time; statements built from filters would else fill the memory of a process. */
const mostCounted = 2_000;

const counts = new Map<string, number>();
const names = new Map<string, string>();

/** The name under which connections keep a statement; undefined while it is not asked for often. */
export function hotName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostHot) return known;
  const count = (counts.get(text) ?? 0) + 1;
  if (count < hotAfter) {
    if (counts.size >= mostCounted) counts.clear();
    counts.set(text, count);
    return undefined;
  }
  counts.delete(text);
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  names.set(text, name);
  return name;
}

type Ask = (asked: unknown, ...rest: unknown[]) => unknown;

interface Asked {
  text?: unknown;
  name?: unknown;
  submit?: unknown;
}

/**
 * Lets a connection parse and plan what the product asks all the time once instead of at each call: about half of what a short statement
 * costs the server. Streams, cursors and statements without parameters go as they are.
 */
export function keepHotStatements(client: { query: Ask }): void {
  const ask = client.query.bind(client);
  const named = (asked: unknown, ...rest: unknown[]) => {
    if (typeof asked !== "object" || asked === null) return ask(asked, ...rest);
    const { text, name, submit } = asked as Asked;
    if (typeof text !== "string" || name !== undefined || submit !== undefined) return ask(asked, ...rest);
    const hot = hotName(text);
    return ask(hot === undefined ? asked : { ...asked, name: hot }, ...rest);
  };
  client.query = named;
}
