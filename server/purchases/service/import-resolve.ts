import { type SQL, sql } from "drizzle-orm";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { upsertProducts } from "@/server/catalog/service";
import { importMembers } from "@/server/members/service/import-members";
import type { PurchaseMapping } from "../rules/import-line";

const rowsPerCall = 5_000;

/** Makes the members that only their ids are known of; they joined with their first receipt. Returns how many. */
async function createMembers(ctx: Ctx, rules: PurchaseMapping): Promise<number> {
  let made = 0;
  for (;;) {
    const { rows } = await inTransaction(ctx, (t) =>
      t.tx.execute<{ member: string; joined: string }>(sql`
        select l.member, min(l.occurred_at) as joined from import_lines l
        where l.reason is null and l.member is not null and not exists (select from member_keys k
          where k.tenant_id = ${t.tenant} and k.kind = ${rules.memberBy} and k.value = l.member)
        group by l.member order by min(l.occurred_at), l.member limit ${rowsPerCall}`),
    );
    if (rows.length === 0) return made;
    const results = await importMembers(ctx, rows.map((row) => ({ externalId: row.member, joinedAt: new Date(row.joined) })));
    const created = results.filter((result) => result.outcome === "created").length;
    made += created;
    if (created < rows.length) return made;
  }
}

/** Makes products of the codes: named as most of their lines name them, at the price of the latest sale. Returns how many. */
async function createProducts(ctx: Ctx, rules: PurchaseMapping): Promise<number> {
  const services = new Set(rules.serviceCodes);
  let made = 0;
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
    if (rows.length === 0) return made;
    const upserted = await upsertProducts(
      ctx,
      rows.map(({ product, name, price }) => ({
        externalId: product,
        name: name ?? product,
        kind: services.has(product) ? "service" : "goods",
        priceYen: services.has(product) || price === null || price > 1_000_000_000 ? null : price,
      })),
    );
    made += upserted.inserted;
    if (rows.length < rowsPerCall) return made;
  }
}

/** Faults that only the whole file or the database can show; then the rest of a faulty receipt is held back with it. */
async function markFaults(t: TxCtx, rules: PurchaseMapping, isDryRun: boolean): Promise<void> {
  const mark = (reason: string, field: "member" | "product" | "receipt", faulty: SQL) =>
    t.tx.execute(sql`update import_lines l set reason = ${reason}, is_fault = true, field = ${field}, seen = l.${sql.raw(field)}
      where l.reason is null and l.${sql.raw(field)} in (${faulty})`);
  // Each check looks at the few distinct values, not at every line.
  const distinct = (field: "member" | "product", where: SQL) =>
    sql`select d.value from (select distinct ${sql.raw(field)} as value from import_lines where reason is null) d where d.value is not null and ${where}`;
  const holder = sql`from member_keys k join members m on m.tenant_id = k.tenant_id and m.member_id = k.member_id
    where k.tenant_id = ${t.tenant} and k.kind = ${rules.memberBy} and k.value = d.value`;
  if (!(isDryRun && rules.createMembers)) await mark("unknown_member", "member", distinct("member", sql`not exists (select ${holder})`));
  await mark("member_left", "member", distinct("member", sql`exists (select ${holder} and m.withdrawn_at is not null)`));
  if (!(isDryRun && rules.createProducts))
    await mark("unknown_product", "product", distinct("product", sql`not exists (select from products p
      where p.tenant_id = ${t.tenant} and p.external_id = d.value)`));
  const grouped = (having: SQL) => sql`select receipt from import_lines where reason is null group by receipt having ${having}`;
  const mixesMembers = sql`min(member) <> max(member) or count(member) not in (0, count(*))`;
  await mark("receipt_of_two_members", "receipt", grouped(mixesMembers));
  await mark("receipt_mixed", "receipt", grouped(sql`bool_or(is_return) and not bool_and(is_return)`));
  await mark("receipt_incomplete", "receipt", sql`select receipt from import_lines where is_fault and receipt is not null`);
}

/** Puts the receipts in the order of their times and says which are in the shop already, be it by a till or an earlier run. */
async function buildReceipts(t: TxCtx, rules: PurchaseMapping): Promise<void> {
  await t.tx.execute(sql`
    insert into import_receipts (seq, receipt, is_return, member, member_id, store_id, occurred_at, total, lines, is_known)
    select row_number() over (order by g.occurred_at, g.receipt), g.receipt, g.is_return, g.member, k.member_id, g.store_id, g.occurred_at,
      g.total, g.lines,
      exists (select from member_keys r where r.tenant_id = ${t.tenant} and r.kind = 'receipt' and r.value = g.receipt)
        or exists (select from anonymous_sales a where a.tenant_id = ${t.tenant} and a.external_id = g.receipt)
    from (select l.receipt, bool_or(l.is_return) as is_return, min(l.member) as member, (array_agg(l.store_id order by l.row_no))[1] as store_id,
        min(l.occurred_at) as occurred_at, sum(l.amount)::bigint as total, count(*) as lines
      from import_lines l where l.reason is null group by l.receipt) g
    left join member_keys k on k.tenant_id = ${t.tenant} and k.kind = ${rules.memberBy} and k.value = g.member`);
  await t.tx.execute(sql`create index on import_receipts (seq)`);
  await t.tx.execute(sql`create index on import_lines (receipt) where reason is null`);
  await t.tx.execute(sql`analyze import_receipts`);
}

export interface Resolved {
  membersMade: number;
  productsMade: number;
}

/** Turns staged lines into receipts that can be written: members and products found or made, faults marked. */
export async function resolveStage(ctx: Ctx, rules: PurchaseMapping, isDryRun: boolean): Promise<Resolved> {
  const membersMade = rules.createMembers && !isDryRun ? await createMembers(ctx, rules) : 0;
  const productsMade = rules.createProducts && !isDryRun ? await createProducts(ctx, rules) : 0;
  await inTransaction(ctx, async (t) => {
    await t.tx.execute(sql`set local work_mem = '64MB'`);
    await markFaults(t, rules, isDryRun);
    await buildReceipts(t, rules);
  });
  return { membersMade, productsMade };
}
