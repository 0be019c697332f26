import { timingSafeEqual } from "node:crypto";
import { drainOutbox } from "@/server/jobs/outbox";
import { subscriptions } from "@/server/jobs/registry";
import { findTick, runTick } from "@/server/jobs/tick";
import { env } from "@/server/kernel/env";

function isAllowed(request: Request): boolean {
  const secret = env().CRON_SECRET;
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const wanted = Buffer.from(`Bearer ${secret ?? ""}`);
  return secret !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * POST /api/cron/<job> with `Authorization: Bearer <CRON_SECRET>`: runs what the worker would run, for hosts that cannot keep
 * a worker. `outbox` hands over events; any other name is a tick. 409 when a worker is at it just now.
 */
export async function handleCron(request: Request, name: string): Promise<Response> {
  if (!isAllowed(request)) return Response.json({ reason: "cron.forbidden" }, { status: 401 });
  if (name === "outbox") return Response.json({ handled: await drainOutbox(subscriptions, new Date()) });
  const tick = findTick(name);
  if (!tick) return Response.json({ reason: "cron.unknown_job" }, { status: 404 });
  const hasRun = await runTick(tick, new Date());
  return Response.json(hasRun ? { ran: name } : { reason: "cron.already_running" }, { status: hasRun ? 200 : 409 });
}
