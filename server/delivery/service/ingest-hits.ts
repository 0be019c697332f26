import { sql } from "drizzle-orm";
import type { MailInputs } from "@/server/contents/input";
import type { NewEvent } from "@/server/events/input";
import { appendEvents } from "@/server/events/service";
import { systemCtx, type TxCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { vouchedTenant } from "@/server/kernel/gate";
import type { TenantId } from "@/server/kernel/ids";
import { type Hit, machineReasons } from "../rules/machine-hits";

/** A hit is judged together with its neighbours, so it waits this long for them. */
export const settleMs = 5_000;

interface HitRow extends Record<string, unknown> {
  tenant_id: string;
  member_id: string;
  delivery_id: string;
  delivery_due_at: string;
  kind: Hit["kind"];
  link: Hit["link"];
  at: string;
  user_agent: string | null;
  method: string;
}

interface DeliveryRow extends Record<string, unknown> {
  id: string;
  handed_at: string | null;
  inputs: MailInputs;
}

interface Folded {
  member_id: string;
  delivery_id: string;
  due_at: string;
  opened_at: Date | null;
  clicked_at: Date | null;
}

/**
 * Folds raw opens and clicks into deliveries and events, oldest first, and deletes them in the same transaction: a hit counts
 * exactly once, whoever crashes. Machines' hits become events marked as such and touch no delivery. Returns how many were folded.
 */
export function ingestHits(now: Date, limits: { batchSize?: number; tenant?: TenantId } = {}): Promise<number> {
  return database("batch").transaction(null, "write", async (tx) => {
    const taken = await tx.execute<HitRow>(sql`
      delete from tracking_hits where id in (
        select id from tracking_hits
        where at <= ${new Date(now.getTime() - settleMs)} ${limits.tenant ? sql`and tenant_id = ${limits.tenant}` : sql``}
        order by id limit ${limits.batchSize ?? 1_000} for update skip locked)
      returning tenant_id, member_id, delivery_id, delivery_due_at, kind, link, at, user_agent, method`);
    for (const [tenant, rows] of Map.groupBy(taken.rows, (row) => row.tenant_id)) {
      await foldOfTenant({ ...systemCtx(vouchedTenant(tenant), "ingest", database("batch"), now), tx }, rows);
    }
    return taken.rows.length;
  });
}

async function foldOfTenant(t: TxCtx, rows: HitRow[]): Promise<void> {
  const groups = [...Map.groupBy(rows, (row) => row.delivery_id).values()];
  const keys = groups.flatMap(([row]) =>
    row ? [{ id: row.delivery_id, member_id: row.member_id, due_at: row.delivery_due_at }] : [],
  );
  const found = await t.tx.execute<DeliveryRow>(sql`
    select d.id, d.handed_at, d.inputs
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(id uuid, member_id uuid, due_at timestamptz)
    join deliveries d on d.tenant_id = ${t.tenant} and d.member_id = k.member_id and d.due_at = k.due_at and d.id = k.id`);
  const deliveries = new Map(found.rows.map((row) => [row.id, row]));
  const folded: Folded[] = [];
  const events: NewEvent[] = [];
  for (const group of groups) {
    const delivery = deliveries.get(group[0]?.delivery_id ?? "");
    if (delivery) fold(group, delivery, folded, events);
  }
  await appendEvents(t, events);
  if (folded.length === 0) return;
  await t.tx.execute(sql`
    update deliveries d
    set opened_at = least(d.opened_at, f.opened_at), clicked_at = least(d.clicked_at, f.clicked_at)
    from jsonb_to_recordset(${JSON.stringify(folded)}::jsonb)
      as f(member_id uuid, delivery_id uuid, due_at timestamptz, opened_at timestamptz, clicked_at timestamptz)
    where d.tenant_id = ${t.tenant} and d.member_id = f.member_id and d.due_at = f.due_at and d.id = f.delivery_id`);
}

function fold(rows: HitRow[], delivery: DeliveryRow, folded: Folded[], events: NewEvent[]): void {
  const hits = rows
    .map(
      (row): Hit => ({
        kind: row.kind,
        link: row.link,
        at: new Date(row.at),
        userAgent: row.user_agent,
        method: row.method,
      }),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const reasons = machineReasons(hits, delivery.handed_at ? new Date(delivery.handed_at) : null);
  const { member_id, delivery_id, delivery_due_at } = rows[0] as HitRow;
  hits.forEach((hit, index) => {
    const reason = reasons[index] ?? null;
    const item = hit.link?.startsWith("item") ? delivery.inputs.items?.[Number(hit.link.slice(4))] : undefined;
    events.push({
      memberId: member_id,
      occurredAt: hit.at,
      kind: hit.kind === "open" ? "mail.opened" : "mail.clicked",
      deliveryId: delivery_id,
      productId: item?.productId ?? (hit.link === "main" ? (delivery.inputs.warranty?.productId ?? null) : null),
      isBot: reason !== null,
      data: { ...(hit.link ? { link: hit.link } : {}), ...(reason ? { machine: reason } : {}) },
    });
  });
  const human = hits.filter((_, index) => reasons[index] === null);
  if (human.length === 0) return;
  folded.push({
    member_id,
    delivery_id,
    due_at: delivery_due_at,
    // Whoever clicked has seen the mail, even where its pictures were not loaded.
    opened_at: human[0]?.at ?? null,
    clicked_at: human.find((hit) => hit.kind === "click")?.at ?? null,
  });
}
