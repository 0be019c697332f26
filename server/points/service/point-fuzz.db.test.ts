import pg from "pg";
import { expect, it } from "vitest";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { ledgerProof } from "../queries";
import { fuzzLedger } from "./point-fuzz";

// The short one; the long one is `npm run bench -- fuzz`.

it("answers random calls from several connections as the oracle does, also when connections are cut off", async () => {
  const shop = await newTestShop();
  const members: string[] = [];
  for (let n = 0; n < 12; n += 1) members.push(await newTestMember(shop.ctx));
  const superuser = new pg.Client({ connectionString: process.env.GOEN_TEST_SUPERUSER_URL ?? "" });
  await superuser.connect();
  try {
    const result = await fuzzLedger({
      connect: async () => {
        const client = new pg.Client({
          connectionString: process.env.DATABASE_APP_URL ?? process.env.DATABASE_URL ?? "",
          options: `-c app.tenant_id=${shop.ctx.tenant}`,
        });
        client.on("error", () => {});
        await client.connect();
        return client;
      },
      tenant: shop.ctx.tenant,
      members,
      calls: Number(process.env.GOEN_FUZZ_CALLS ?? 1_500),
      lanes: 4,
      seed: Number(process.env.GOEN_FUZZ_SEED ?? 20_261_122),
      analyze: () => superuser.query("analyze"),
      kills: 3,
      kill: async (pid) => {
        await superuser.query("select pg_terminate_backend($1)", [pid]);
      },
    });
    expect(result.differences).toEqual([]);
    expect(result.kills).toBe(3);
    const broken = (await ledgerProof(shop.as(shop.ctx.actor, result.endedAt))).filter((line) => line.violations > 0);
    expect(broken).toEqual([]);
  } finally {
    await superuser.end();
  }
}, 120_000);
