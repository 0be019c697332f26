import { sql } from "drizzle-orm";
import type { MailInputs, MailLocale } from "@/server/contents/input";
import { database } from "@/server/kernel/database";
import type { Outcome } from "../channels/channel";
import { type ChunkLease, whileOurs } from "./chunk-lease";

/** A delivery in a sender's hand. */
export interface HeldDelivery {
  id: string;
  memberId: string;
  dueAt: Date;
  sendAt: Date;
  contentId: string;
  campaignId: string | null;
  messageClass: "marketing" | "service";
  locale: MailLocale;
  inputs: MailInputs;
  /** The key under which it was handed over before its outcome was lost; null for a new one. */
  handedKey: string | null;
}

const columns = sql`id, member_id as "memberId", due_at as "dueAt", send_at as "sendAt", content_id as "contentId",
  campaign_id as "campaignId", message_class as "messageClass", locale, inputs`;

type Raw = Omit<HeldDelivery, "dueAt" | "sendAt" | "handedKey"> & {
  dueAt: string;
  sendAt: string;
  handedKey: string | null;
};
const held = (row: Raw): HeldDelivery => ({ ...row, dueAt: new Date(row.dueAt), sendAt: new Date(row.sendAt) });
const byId = (a: HeldDelivery, b: HeldDelivery) => (a.id < b.id ? -1 : 1);

/**
 * Settles what an earlier holder of the chunk left: claimed goes back to planned; handed without an outcome is taken over
 * under its old key where the channel can repeat, and becomes 'unknown' where it cannot. Returns what is to be repeated.
 */
export async function takeOver(lease: ChunkLease, now: Date, repeatableForMs: number | null): Promise<HeldDelivery[]> {
  const repeatableSince = repeatableForMs === null ? null : new Date(Math.max(0, now.getTime() - repeatableForMs));
  const repeated = await whileOurs(lease, now, async (tx) => {
    const mine = sql`tenant_id = ${lease.tenant} and chunk_id = ${lease.id}`;
    await tx.execute(
      sql`update deliveries set state = 'planned', fencing_token = null where ${mine} and state = 'claimed'`,
    );
    await tx.execute(sql`
      update deliveries set state = 'unknown', state_reason = 'outcome_unknown', settled_at = ${now}, provider_message_id = null
      where ${mine} and state = 'handed' and (${repeatableSince}::timestamptz is null or handed_at < ${repeatableSince})`);
    const rows = await tx.execute<Raw & Record<string, unknown>>(sql`
      update deliveries set fencing_token = ${lease.token} where ${mine} and state = 'handed'
      returning ${columns}, provider_message_id as "handedKey"`);
    return rows.rows.map(held);
  });
  return (repeated ?? []).sort(byId);
}

/** Claims everything planned in the chunk: safe to give back at any time, nothing has left yet. */
export async function claimPlanned(lease: ChunkLease, now: Date): Promise<HeldDelivery[]> {
  const claimed = await whileOurs(lease, now, async (tx) => {
    const rows = await tx.execute<Raw & Record<string, unknown>>(sql`
      update deliveries set state = 'claimed', fencing_token = ${lease.token}
      where tenant_id = ${lease.tenant} and chunk_id = ${lease.id} and state = 'planned'
      returning ${columns}, null as "handedKey"`);
    return rows.rows.map(held);
  });
  return (claimed ?? []).sort(byId);
}

const idsOf = (batch: HeldDelivery[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(batch.map(({ id, memberId, dueAt }) => ({ id, member_id: memberId, due_at: dueAt })))}::jsonb)
    as b(id uuid, member_id uuid, due_at timestamptz)`;

/**
 * The marker, just before the hand-over: checks consent, suppression, withdrawal and address once more, cancels what may not
 * leave and marks the rest as handed under `key`. Returns the address of each that may leave; null when the chunk is ours no
 * longer (held, cancelled, taken over).
 */
export function markHanded(
  lease: ChunkLease,
  now: Date,
  batch: HeldDelivery[],
  key: string,
): Promise<Map<string, string> | null> {
  return whileOurs(lease, now, async (tx) => {
    const rows = await tx.execute<{ id: string; refusal: string | null; email: string }>(sql`
      with checked as (
        select b.id, b.member_id, b.due_at, m.email_normalised as email, case
            when m.withdrawn_at is not null then 'withdrawn'
            when d.message_class = 'marketing' and not m.mail_opt_in then 'no_consent'
            when exists (select from suppressions s where s.tenant_id = d.tenant_id and s.member_id = d.member_id
              and s.channel = d.channel and s.lifted_at is null
              and (d.message_class = 'marketing' or s.reason in ('bounced', 'complained'))) then 'suppressed'
            when m.email_normalised is null then 'no_address'
          end as refusal
        from ${idsOf(batch)}
        join deliveries d on d.tenant_id = ${lease.tenant} and d.member_id = b.member_id and d.due_at = b.due_at and d.id = b.id
        join members m on m.tenant_id = d.tenant_id and m.member_id = d.member_id)
      update deliveries d
      set state = case when c.refusal is null then 'handed' else 'cancelled' end, state_reason = c.refusal,
        handed_at = case when c.refusal is null then ${now}::timestamptz end,
        settled_at = case when c.refusal is not null then ${now}::timestamptz end,
        provider_message_id = case when c.refusal is null then ${key}::text end
      from checked c
      where d.tenant_id = ${lease.tenant} and d.member_id = c.member_id and d.due_at = c.due_at and d.id = c.id
        and d.state = 'claimed' and d.fencing_token = ${lease.token}
      returning d.id, c.refusal, c.email`);
    return new Map(rows.rows.filter((row) => row.refusal === null).map((row) => [row.id, row.email]));
  });
}

/** Address of each of the members now; for repeating a hand-over whose outcome was lost. */
export async function addressesOf(lease: ChunkLease, batch: HeldDelivery[]): Promise<Map<string, string>> {
  const rows = await database("batch").transaction(lease.tenant, "read", (tx) =>
    tx.execute<{ id: string; email: string | null }>(sql`
      select b.id, m.email_normalised as email from ${idsOf(batch)}
      join members m on m.tenant_id = ${lease.tenant} and m.member_id = b.member_id`),
  );
  return new Map(rows.rows.flatMap((row) => (row.email ? [[row.id, row.email] as const] : [])));
}

interface OutcomeRow {
  id: string;
  member_id: string;
  due_at: Date;
  state: "accepted" | "failed" | "planned" | "unknown";
  reason: string | null;
  provider: string | null;
}

/**
 * Records what became of a handed batch, by one statement. It holds even when the chunk was taken over meanwhile: that a server
 * accepted a mail stays true, so it also corrects an 'unknown' that the one who took over wrote.
 */
export async function recordOutcomes(
  lease: ChunkLease,
  now: Date,
  results: { delivery: HeldDelivery; outcome: Outcome }[],
  isRepeatable: boolean,
): Promise<void> {
  const rows = results.flatMap(({ delivery, outcome }): OutcomeRow[] => {
    const key = { id: delivery.id, member_id: delivery.memberId, due_at: delivery.dueAt };
    if (outcome.kind === "accepted")
      return [{ ...key, state: "accepted", reason: null, provider: outcome.providerMessageId }];
    if (outcome.kind === "failed") return [{ ...key, state: "failed", reason: outcome.reason, provider: null }];
    // A repeat that is turned away says nothing about the first hand-over: it stays handed.
    if (outcome.kind === "not_handed")
      return delivery.handedKey ? [] : [{ ...key, state: "planned", reason: outcome.reason, provider: null }];
    // Left as handed: the next holder asks again under the same key.
    return isRepeatable && !outcome.isFinal
      ? []
      : [{ ...key, state: "unknown", reason: "outcome_unknown", provider: null }];
  });
  if (rows.length === 0) return;
  await database("batch").transaction(lease.tenant, "write", (tx) =>
    tx.execute(sql`
      update deliveries d
      set state = r.state, state_reason = r.reason, provider_message_id = r.provider,
        fencing_token = case when r.state = 'planned' then null else d.fencing_token end,
        handed_at = case when r.state = 'planned' then null else d.handed_at end,
        accepted_at = case when r.state = 'accepted' then ${now}::timestamptz end,
        settled_at = case when r.state in ('failed', 'unknown') then ${now}::timestamptz end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, member_id uuid, due_at timestamptz, state text, reason text, provider text)
      where d.tenant_id = ${lease.tenant} and d.member_id = r.member_id and d.due_at = r.due_at and d.id = r.id
        and d.fencing_token = ${lease.token} and (d.state = 'handed' or (d.state = 'unknown' and r.state = 'accepted'))`),
  );
}

/** Ends a delivery that cannot be made into a mail at all, e.g. because its inputs lack a part. */
export const failDelivery = (lease: ChunkLease, now: Date, delivery: HeldDelivery, reason: string): Promise<unknown> =>
  database("batch").transaction(lease.tenant, "write", (tx) =>
    tx.execute(sql`
      update deliveries set state = 'failed', state_reason = ${reason}, settled_at = ${now}
      where tenant_id = ${lease.tenant} and member_id = ${delivery.memberId} and due_at = ${delivery.dueAt} and id = ${delivery.id}
        and state in ('claimed', 'handed') and fencing_token = ${lease.token}`),
  );
