import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startSmtpSink } from "@/db/testing/mail-sinks";
import { planTestMails } from "@/db/testing/planned-mails";
import { database } from "@/server/kernel/database";
import { newTestShop, testNow, type TestShop } from "@/server/kernel/testing";
import type { MailChannel } from "./channels/channel";
import { sendDueChunks } from "./service/send-due-chunks";

const rowsOf = async <T>(query: ReturnType<typeof sql>) =>
  (await database("batch").transaction(null, "write", (tx) => tx.execute(query))).rows as T[];
const statesOf = async (shop: TestShop) =>
  Object.fromEntries(
    (
      await rowsOf<{ state: string; n: number }>(
        sql`select state, count(*) as n from deliveries where tenant_id = ${shop.ctx.tenant} group by 1`,
      )
    ).map(({ state, n }) => [state, n]),
  );

/** Mails in chunks of twenty-five, all due. */
async function planInChunks(shop: TestShop, count: number): Promise<void> {
  await planTestMails(shop, count);
  await rowsOf(sql`
    with numbered as (select id, (row_number() over (order by id) - 1) / 25 as part from deliveries where tenant_id = ${shop.ctx.tenant}),
    parts as (select part, gen_random_uuid() as chunk from numbered group by part),
    moved as (update deliveries d set chunk_id = p.chunk from numbered n join parts p using (part)
      where d.tenant_id = ${shop.ctx.tenant} and d.id = n.id returning d.chunk_id),
    old as (delete from send_chunks where tenant_id = ${shop.ctx.tenant} returning *)
    insert into send_chunks (tenant_id, id, source_id, campaign_id, lane, channel, state, send_at, created_at)
    select tenant_id, p.chunk, source_id, campaign_id, lane, channel, 'ready', send_at, created_at from old, parts p`);
}

describe("senders at once", () => {
  // To see this fail: take 'for update skip locked' and the states out of claimChunk's inner select.
  it("share the chunks; no message leaves twice", async () => {
    const shop = await newTestShop();
    await planInChunks(shop, 200);
    const sent: string[] = [];
    const channel: MailChannel = {
      name: "smtp",
      markerSize: 10,
      repeatableForMs: null,
      send: async (mails) => {
        sent.push(...mails.map((mail) => mail.id));
        return mails.map(() => ({ kind: "accepted", providerMessageId: null }));
      },
      close: () => Promise.resolve(),
    };
    const all = await Promise.all(
      Array.from({ length: 6 }, () => sendDueChunks(testNow, { channel, tenant: shop.ctx.tenant })),
    );
    expect(all.reduce((sum, { chunks }) => sum + chunks, 0)).toBe(8);
    expect(sent).toHaveLength(200);
    expect(new Set(sent).size).toBe(200);
    expect(await statesOf(shop)).toEqual({ accepted: 200 });
  });
});

describe("a sender process killed hard, again and again", () => {
  let sender: ChildProcess | null = null;
  const start = (env: Record<string, string>) => {
    sender = spawn(process.execPath, ["--import", "tsx", "server/processes/sender.ts"], {
      env: { ...process.env, ...env },
      stdio: "ignore",
    });
  };
  const kill = async (signal: NodeJS.Signals) => {
    const child = sender;
    sender = null;
    if (!child || child.exitCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  afterEach(() => kill("SIGKILL"));

  /** Waits for what a killed process has brought about: the database and the sink are asked until they say so. */
  const until = (isTrue: () => boolean | Promise<boolean>) => vi.waitUntil(isTrue, { timeout: 60_000, interval: 30 });
  // The dead cannot renew: what a minute of waiting would do, without the waiting.
  const endLeases = () =>
    rowsOf(sql`update send_chunks set lease_until = now() - interval '1 second' where state = 'leased'`);
  const isOver = async (shop: TestShop) => {
    const open = await rowsOf(
      sql`select 1 from send_chunks where tenant_id = ${shop.ctx.tenant} and state <> 'done' limit 1`,
    );
    return open.length === 0;
  };

  async function killWhileSending(
    shop: TestShop,
    total: number,
    kills: number,
    env: Record<string, string>,
    seen: () => number | Promise<number>,
  ) {
    for (let n = 1; n <= kills; n += 1) {
      const goal = Math.floor((total * n) / (kills + 1));
      start(env);
      await until(async () => (await seen()) >= goal);
      await kill("SIGKILL");
      await endLeases();
    }
    start(env);
    await until(() => isOver(shop));
    await kill("SIGTERM");
  }

  it("over SMTP: nothing arrives twice, everything is accounted for", { timeout: 240_000 }, async () => {
    const shop = await newTestShop();
    const total = 400;
    const kills = 3;
    await planInChunks(shop, total);
    const sink = await startSmtpSink();
    try {
      await killWhileSending(
        shop,
        total,
        kills,
        { MAIL_CHANNEL: "smtp", SMTP_URL: sink.url, GOEN_SECRET: "s".repeat(32) },
        () => sink.accepted.length,
      );
    } finally {
      await sink.close();
    }
    const arrived = sink.accepted.map(({ raw }) => /^Message-ID: <([0-9a-f-]+)@/im.exec(raw)?.[1] ?? "");
    const states = await statesOf(shop);
    const recorded = await rowsOf<{ id: string; state: string }>(
      sql`select id, state from deliveries where tenant_id = ${shop.ctx.tenant}`,
    );
    const stateOf = new Map(recorded.map(({ id, state }) => [id, state]));
    expect(new Set(arrived).size).toBe(arrived.length);
    expect((states.accepted ?? 0) + (states.unknown ?? 0)).toBe(total);
    // At most one marker of ten per lane and kill can be left in doubt.
    expect(states.unknown ?? 0).toBeLessThanOrEqual(kills * 2 * 10);
    for (const [id, state] of stateOf) if (state === "accepted") expect(arrived).toContain(id);
    for (const id of arrived) expect(["accepted", "unknown"]).toContain(stateOf.get(id));
  });

  it("into the captured mailbox, which knows keys: nothing twice, nothing missing, nothing in doubt", {
    timeout: 240_000,
  }, async () => {
    const shop = await newTestShop();
    const total = 400;
    await planInChunks(shop, total);
    const kept = async () =>
      (await rowsOf<{ n: number }>(sql`select count(*) as n from captured_mails where shop_id = ${shop.ctx.tenant}`))[0]
        ?.n ?? 0;
    await killWhileSending(shop, total, 2, { MAIL_CHANNEL: "captured", GOEN_SECRET: "s".repeat(32) }, kept);
    expect(await statesOf(shop)).toEqual({ accepted: total });
    expect(await kept()).toBe(total);
  });
});
