import { type SQL, sql } from "drizzle-orm";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { upsertProducts } from "@/server/catalog/service";
import { importMembers } from "@/server/members/service/import-members";
import type { PurchaseMapping } from "../rules/import-line";
import { markOf } from "./import-batch";

const rowsPerCall = 5_000;

/** Counts what was made, in the transaction that made it. */
type Note = (t: TxCtx, made: { members?: number; products?: number }) => Promise<void>;

/** Makes the members that only their ids are known of; they joined with their first receipt. */
async function createMembers(ctx: Ctx, rules: PurchaseMapping, note: Note): Promise<void> {
  for (;;) {
    const { rows } = await inTransaction(ctx, (t) =>
      t.tx.execute<{ member: string; joined: string }>(sql`
        select l.member, min(l.occurred_at) as joined from import_lines l
        where l.reason is null and l.member is not null and not exists (select from member_keys k
          where k.tenant_id = ${t.tenant} and k.kind = ${rules.memberBy} and k.value = l.member)
        group by l.member order by min(l.occurred_at), l.member limit ${rowsPerCall}`),
    );
    if (rows.length === 0) return;
    const created = await inTransaction(ctx, async (t) => {
      const results = await importMembers(
        t,
        rows.map((row) => ({ externalId: row.member, joinedAt: new Date(row.joined) })),
      );
      const members = results.filter((result) => result.outcome === "created").length;
      await note(t, { members });
      return members;
    });
    if (created < rows.length) return;
  }
}

/** Makes products of the codes: named as most of their lines name them, at the price of the latest sale. */
async function createProducts(ctx: Ctx, rules: PurchaseMapping, note: Note): Promise<void> {
  const services = new Set(rules.serviceCodes);
  for (;;) {
    const { rows } = await inTransaction(ctx, async (t) => {
      await t.tx.execute(sql`set local work_mem = '64MB'`);
      return t.tx.execute<{ product: string; name: string | null; price: number | null }>(sql`
        with missing as materialized (
          select l.product from import_lines l
          where l.product is not null and not l.is_fault and not exists (select from products p
            where p.tenant_id = ${t.tenant} and p.external_id = l.product)
          group by l.product order by l.product limit ${rowsPerCall}
        ), named as (
          -- A clean sale's wording goes before that of a stock note ("damaged", "?").
          select distinct on (l.product) l.product, l.description
          from import_lines l join missing using (product) where l.description is not null
          group by l.product, l.description
          order by l.product, count(*) filter (where l.reason is null) desc, count(*) desc, l.description
        ), priced as (
          select distinct on (l.product) l.product, l.unit_price
          from import_lines l join missing using (product) where l.reason is null and not l.is_return
          order by l.product, l.occurred_at desc, l.row_no desc
        )
        select m.product, n.description as name, p.unit_price as price
        from missing m left join named n using (product) left join priced p using (product)`);
    });
    if (rows.length === 0) return;
    const products = rows.map(({ product, name, price }) => ({
      externalId: product,
      name: name ?? product,
      kind: services.has(product) ? ("service" as const) : ("goods" as const),
      priceYen: services.has(product) || price === null || price > 1_000_000_000 ? null : price,
    }));
    await inTransaction(ctx, async (t) => note(t, { products: (await upsertProducts(t, products)).inserted }));
    if (rows.length < rowsPerCall) return;
  }
}

/**
 * Looks every distinct member and product up once. Lateral with a limit is a look-up by key whatever the planner believes: rows
 * written a moment ago are not in its statistics yet, and it would take a shop with thousands of new members for an empty one.
 */
async function lookUp(t: TxCtx, rules: PurchaseMapping): Promise<void> {
  await t.tx.execute(sql`
    insert into import_members (value, member_id, has_left)
    select d.value, k.member_id, m.has_left from (select distinct member as value from import_lines where reason is null and member is not null) d
    left join lateral (select k.member_id from member_keys k
      where k.tenant_id = ${t.tenant} and k.kind = ${rules.memberBy} and k.value = d.value limit 1) k on true
    left join lateral (select m.withdrawn_at is not null as has_left from members m
      where m.tenant_id = ${t.tenant} and m.member_id = k.member_id limit 1) m on true`);
  await t.tx.execute(sql`
    insert into import_products (code, product_id, warranty_months)
    select d.code, p.id, p.months from (select distinct product as code from import_lines where reason is null and product is not null) d
    left join lateral (select p.id, case when p.kind = 'goods' then coalesce(p.warranty_months, 0) else 0 end as months from products p
      where p.tenant_id = ${t.tenant} and p.external_id = d.code limit 1) p on true`);
  await t.tx.execute(sql`analyze import_members`);
  await t.tx.execute(sql`analyze import_products`);
}

/** Faults that only the whole file or the database can show; then the rest of a faulty receipt is held back with it. */
async function markFaults(t: TxCtx, rules: PurchaseMapping, isDryRun: boolean): Promise<void> {
  const mark = (reason: string, field: "member" | "product" | "receipt", faulty: SQL) =>
    t.tx.execute(sql`update import_lines l set reason = ${reason}, is_fault = true, field = ${field}, seen = l.${sql.raw(field)}
      where l.reason is null and l.${sql.raw(field)} in (${faulty})`);
  if (!(isDryRun && rules.createMembers))
    await mark("unknown_member", "member", sql`select value from import_members where member_id is null`);
  await mark("member_left", "member", sql`select value from import_members where has_left`);
  if (!(isDryRun && rules.createProducts))
    await mark("unknown_product", "product", sql`select code from import_products where product_id is null`);
  const grouped = (having: SQL) =>
    sql`select receipt from import_lines where reason is null group by receipt having ${having}`;
  const mixesMembers = sql`min(member) <> max(member) or count(member) not in (0, count(*))`;
  await mark("receipt_of_two_members", "receipt", grouped(mixesMembers));
  await mark("receipt_mixed", "receipt", grouped(sql`bool_or(is_return) and not bool_and(is_return)`));
  await mark(
    "receipt_incomplete",
    "receipt",
    sql`select receipt from import_lines where is_fault and receipt is not null`,
  );
}

/**
 * Puts the receipts in the order of their times and says which are in the shop already, be it by a till or an earlier run, and
 * which of those this run wrote itself before it broke off.
 */
async function buildReceipts(t: TxCtx, runId: string): Promise<void> {
  await t.tx.execute(sql`
    insert into import_receipts (seq, receipt, is_return, member, member_id, store_id, occurred_at, total, lines, is_known, is_ours)
    select row_number() over (order by g.occurred_at, g.receipt), g.receipt, g.is_return, g.member, k.member_id, g.store_id, g.occurred_at,
      g.total, g.lines, coalesce(r.is_known, a.is_known, false),
      coalesce(p.is_ours, a.is_ours, false)
    from (select l.receipt, bool_or(l.is_return) as is_return, min(l.member) as member, (array_agg(l.store_id order by l.row_no))[1] as store_id,
        min(l.occurred_at) as occurred_at, sum(l.amount)::bigint as total, count(*) as lines
      from import_lines l where l.reason is null group by l.receipt) g
    left join import_members k on k.value = g.member
    left join lateral (select true as is_known, r.member_id from member_keys r
      where r.tenant_id = ${t.tenant} and r.kind = 'receipt' and r.value = g.receipt limit 1) r on true
    left join lateral (select p.request_hash = ${markOf(runId)} as is_ours from purchases p
      where p.tenant_id = ${t.tenant} and p.member_id = r.member_id and p.external_id = g.receipt limit 1) p on true
    left join lateral (select true as is_known, a.request_hash = ${markOf(runId)} as is_ours from anonymous_sales a
      where a.tenant_id = ${t.tenant} and a.external_id = g.receipt limit 1) a on true`);
  await t.tx.execute(sql`create index on import_receipts (seq)`);
  await t.tx.execute(sql`create index on import_lines (receipt) where reason is null`);
  await t.tx.execute(sql`analyze import_receipts`);
}

/** Turns staged lines into receipts that can be written: members and products found or made, faults marked. */
export async function resolveStage(
  ctx: Ctx,
  rules: PurchaseMapping,
  isDryRun: boolean,
  runId: string,
  note: Note,
): Promise<void> {
  if (rules.createMembers && !isDryRun) await createMembers(ctx, rules, note);
  if (rules.createProducts && !isDryRun) await createProducts(ctx, rules, note);
  await inTransaction(ctx, async (t) => {
    await t.tx.execute(sql`set local work_mem = '64MB'`);
    await lookUp(t, rules);
    await markFaults(t, rules, isDryRun);
    await buildReceipts(t, runId);
  });
}
