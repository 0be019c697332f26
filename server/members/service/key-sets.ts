import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";

export interface WantedKey {
  memberId: string;
  value: string;
}

const asJson = (keys: readonly WantedKey[]) =>
  JSON.stringify(keys.map((key) => ({ value: key.value, member_id: key.memberId })));

/** Makes each value name its member where it is free, in one statement. Returns the ids of those who hold theirs now. */
export async function takeKeys(t: TxCtx, kind: string, wanted: readonly WantedKey[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  await t.tx.execute(sql`insert into member_keys (tenant_id, kind, value, member_id, created_at)
    select ${t.tenant}::uuid, ${kind}, w.value, w.member_id, ${t.now}
    from jsonb_to_recordset(${asJson(wanted)}::jsonb) as w(value text, member_id uuid)
    order by w.value
    on conflict do nothing`);
  // A second statement, because the first cannot see the rows that it met.
  const held = await t.tx.execute<{ member_id: string }>(sql`select k.member_id from member_keys k
    join jsonb_to_recordset(${asJson(wanted)}::jsonb) as w(value text, member_id uuid) on w.value = k.value and w.member_id = k.member_id
    where k.tenant_id = ${t.tenant} and k.kind = ${kind}`);
  return new Set(held.rows.map((row) => row.member_id));
}

/** Gives values back that are theirs, in one statement. */
export async function releaseKeys(t: TxCtx, kind: string, given: readonly WantedKey[]): Promise<void> {
  if (given.length === 0) return;
  await t.tx.execute(sql`delete from member_keys k
    using jsonb_to_recordset(${asJson(given)}::jsonb) as w(value text, member_id uuid)
    where k.tenant_id = ${t.tenant} and k.kind = ${kind} and k.value = w.value and k.member_id = w.member_id`);
}

/** Who holds each value. */
export async function holdersOf(t: TxCtx, kind: string, values: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await t.tx.execute<{
    value: string;
    member_id: string;
  }>(sql`select k.value, k.member_id from member_keys k
    where k.tenant_id = ${t.tenant} and k.kind = ${kind} and k.value in (select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`);
  return new Map(rows.map((row) => [row.value, row.member_id]));
}
