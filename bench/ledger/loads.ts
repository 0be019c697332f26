import { randomInt } from "node:crypto";
import pg from "pg";
import { newId } from "../../server/kernel/ids";

/** Tables and posting function of TPC-B at `branches` branches, as pgbench lays them out. */
export const tpcbTables = (branches: number) => `
  drop schema if exists tpcb cascade;
  create schema tpcb;
  create table tpcb.branches (bid int primary key, bbalance int, filler char(88));
  create table tpcb.tellers (tid int primary key, bid int, tbalance int, filler char(84));
  create table tpcb.accounts (aid int primary key, bid int, abalance int, filler char(84));
  create table tpcb.history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
  insert into tpcb.branches select n, 0, '' from generate_series(1, ${branches}) n;
  insert into tpcb.tellers select n, (n - 1) / 10 + 1, 0, '' from generate_series(1, ${branches * 10}) n;
  insert into tpcb.accounts select n, (n - 1) / 100000 + 1, 0, '' from generate_series(1, ${branches * 100_000}) n;
  create function tpcb.post(p_aid int, p_tid int, p_bid int, p_delta int) returns int language plpgsql as $$
  declare v_balance int;
  begin
    update tpcb.accounts set abalance = abalance + p_delta where aid = p_aid;
    select abalance into v_balance from tpcb.accounts where aid = p_aid;
    update tpcb.tellers set tbalance = tbalance + p_delta where tid = p_tid;
    update tpcb.branches set bbalance = bbalance + p_delta where bid = p_bid;
    insert into tpcb.history (tid, bid, aid, delta, mtime) values (p_tid, p_bid, p_aid, p_delta, current_timestamp);
    return v_balance;
  end $$;
  analyze`;

export async function connect(url: string, options = "", database?: string): Promise<pg.Client> {
  const target = new URL(url);
  if (database) target.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: target.toString(), options: `-c jit=off ${options}` });
  client.on("error", () => {});
  await client.connect();
  return client;
}

const grantSql = `select journal_id, points from goen.ledger_grant($1, $2, $3, 'earn', $4, $5, $6, $7, $8, 'purchase', $7, $9, $7, $7,
  'system', null, null, $10, null, $11)`;
const drawSql = `select journal_id from goen.ledger_draw($1, $2, $3, 'spend', $4, $5, $6, $7, $8, $7, $7, 'system', null, null, $9, null, null)`;
const returnSql = `select journal_id, taken_back from goen.ledger_return($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $10,
  'system', null, null, null, $12)`;

const rule = { programId: newId(), ratePoints: 1, rateYen: 100, rounding: "down", pendingDays: 0, expiryMonths: 12 };
const monthEnds = Array.from({ length: 13 }, (_, n) => new Date(Date.UTC(2026, 11 + n, 1) - 9 * 3_600_000));

export interface Load {
  name: string;
  make(client: pg.Client): () => Promise<void>;
  connect(): Promise<pg.Client>;
}

export interface Shop {
  tenant: string;
  members: string[];
}

/**
 * Earn 60, spend 30, return 10 in a hundred, spread over all wallets of all shops. Of one shop it is called as the web calls it, behind its
 * walls; of several by a role that may post for each.
 */
export function ledgerLoad(name: string, shops: Shop[], url: string): Load & { counts: Record<string, number> } {
  const counts: Record<string, number> = { earn: 0, spend: 0, return: 0, refused: 0 };
  const [one, ...others] = shops;
  return {
    name,
    counts,
    connect: () => connect(url, others.length === 0 ? `-c app.tenant_id=${one?.tenant}` : ""),
    make(client) {
      const sales: { tenant: string; member: string; purchase: string; yen: number }[] = [];
      const count = (what: string) => {
        counts[what] = (counts[what] ?? 0) + 1;
      };
      return async () => {
        const { tenant, members } = shops[randomInt(shops.length)] as Shop;
        const [dice, member, id, now] = [
          randomInt(10),
          members[randomInt(members.length)] as string,
          newId(),
          new Date(),
        ];
        const [day, text] = [now.toISOString().slice(0, 10), now.toISOString()];
        const sale = dice === 9 ? sales.shift() : undefined;
        if (sale) {
          await client.query({
            name: "return",
            text: returnSql,
            values: [
              sale.tenant,
              sale.member,
              id,
              `return:${id}`,
              id,
              sale.purchase,
              sale.yen,
              sale.yen,
              monthEnds[1],
              text,
              day,
              JSON.stringify({ inputs: { saleTotalYen: sale.yen } }),
            ],
          });
          count("return");
        } else if (dice >= 6 && dice < 9) {
          try {
            await client.query({
              name: "draw",
              text: drawSql,
              values: [tenant, member, id, `spend:${id}`, id, randomInt(1, 51), text, day, newId()],
            });
            count("spend");
          } catch (error) {
            if ((error as { code?: string }).code !== "LG002") throw error;
            count("refused");
          }
        } else {
          const [yen, purchase] = [randomInt(100, 20_000), newId()];
          await client.query({
            name: "grant",
            text: grantSql,
            values: [
              tenant,
              member,
              id,
              `earn:${purchase}`,
              id,
              Math.floor(yen / 100),
              text,
              monthEnds[12],
              day,
              purchase,
              JSON.stringify({ rule, inputs: { amountYen: yen } }),
            ],
          });
          sales.push({ tenant, member, purchase, yen });
          if (sales.length > 1_000) sales.shift();
          count("earn");
        }
      };
    },
  };
}

const tpcbValues = (branches: number) => [
  randomInt(branches * 100_000) + 1,
  randomInt(branches * 10) + 1,
  randomInt(branches) + 1,
  randomInt(-5_000, 5_001),
];

export const tpcbCall = (url: string, branches: number): Load => ({
  name: "TPC-B, one call",
  connect: () => connect(url),
  make: (client) => async () => {
    await client.query({ name: "tpcb", text: "select tpcb.post($1, $2, $3, $4)", values: tpcbValues(branches) });
  },
});

export const tpcbClassic = (url: string, branches: number): Load => ({
  name: "TPC-B, five statements",
  connect: () => connect(url),
  make: (client) => async () => {
    const [aid, tid, bid, delta] = tpcbValues(branches);
    await client.query("begin");
    await client.query({
      name: "a",
      text: "update tpcb.accounts set abalance = abalance + $2 where aid = $1",
      values: [aid, delta],
    });
    await client.query({ name: "b", text: "select abalance from tpcb.accounts where aid = $1", values: [aid] });
    await client.query({
      name: "c",
      text: "update tpcb.tellers set tbalance = tbalance + $2 where tid = $1",
      values: [tid, delta],
    });
    await client.query({
      name: "d",
      text: "update tpcb.branches set bbalance = bbalance + $2 where bid = $1",
      values: [bid, delta],
    });
    await client.query({
      name: "e",
      text: "insert into tpcb.history values ($1, $2, $3, $4, current_timestamp)",
      values: [tid, bid, aid, delta],
    });
    await client.query("commit");
  },
});

/** A shop with so many members and no points. */
export async function emptyShop(owner: pg.Client, wallets: number): Promise<Shop> {
  const tenant = newId();
  await owner.query(
    `insert into tenants (id, slug, name, name_latin, trade, brand_color, mail_from_name, mail_from_address, legal_name, legal_address,
      contact_url, created_at) values ($1, $2, 'bench', 'bench', 'x', '#000000', 'x', 'x@example.jp', 'x', 'x', 'x', now())`,
    [tenant, `b-${tenant.slice(-12)}`],
  );
  const members = Array.from({ length: wallets }, () => newId());
  await owner.query(
    `insert into members (tenant_id, member_id, member_no, joined_at, updated_at) select $1, m, m::text, now(), now() from unnest($2::uuid[]) m`,
    [tenant, members],
  );
  return { tenant, members };
}

/** A shop whose members hold three lots of 300 points each. */
export async function fill(owner: pg.Client, wallets: number): Promise<Shop> {
  const { tenant, members } = await emptyShop(owner, wallets);
  const now = new Date();
  for (let from = 0; from < wallets; from += 5_000) {
    const rows = members.slice(from, from + 5_000).flatMap((member) =>
      [3, 6, 9].map((month) => ({
        member_id: member,
        id: newId(),
        key: `earn:${newId()}`,
        hash: "x",
        points: 300,
        available_at: now,
        expires_at: monthEnds[month],
        occurred_at: now,
        business_date: now.toISOString().slice(0, 10),
        cause_id: newId(),
        snapshot: {},
      })),
    );
    await owner.query("select goen.ledger_import($1, $2, $3, 'system', null)", [tenant, JSON.stringify(rows), now]);
  }
  return { tenant, members };
}
