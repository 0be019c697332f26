import { compiledContent } from "@/server/contents/queries";
import { fillMail, type RenderedMail } from "@/server/contents/rules/compile";
import { systemCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { env } from "@/server/kernel/env";
import { tenantOf, type TenantRow } from "@/server/kernel/gate";
import { isTransient } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import type { MailChannel, Outcome } from "../channels/channel";
import { trackedLinks } from "../rules/mail-links";
import { outgoingMail } from "../rules/outgoing";
import { type ChunkLease, claimChunk, type ClaimFilter, endLease, type Lane, releaseClaims } from "./chunk-lease";
import {
  addressesOf,
  claimPlanned,
  failDelivery,
  type HeldDelivery,
  markHanded,
  recordOutcomes,
  takeOver,
} from "./markers";

export interface SendLimits {
  channel: MailChannel;
  /** Which lanes, in which order. Service goes first unless told otherwise. */
  lanes?: readonly Lane[];
  tenant?: ClaimFilter["tenant"];
  /** Stops after so many chunks. */
  maxChunks?: number;
  /** Asked before every marker: a process that ends finishes what is in hand and begins nothing. */
  isStopping?: () => boolean;
}

export interface SendCounts {
  chunks: number;
  accepted: number;
  failed: number;
  unknown: number;
  putOff: number;
}

type Clock = () => Date;
const backOffMs = (attempts: number) => Math.min(5_000 * 2 ** Math.max(0, attempts - 1), 600_000);

/** Sends every chunk that is due, one after another, and says what became of the messages. `now` may be a clock that runs on. */
export async function sendDueChunks(now: Date | Clock, limits: SendLimits): Promise<SendCounts> {
  const clock: Clock = now instanceof Date ? () => now : now;
  const counts: SendCounts = { chunks: 0, accepted: 0, failed: 0, unknown: 0, putOff: 0 };
  const filter: ClaimFilter = {
    lanes: limits.lanes ?? ["service", "marketing"],
    ...(limits.tenant ? { tenant: limits.tenant } : {}),
  };
  while (counts.chunks < (limits.maxChunks ?? Number.POSITIVE_INFINITY) && !limits.isStopping?.()) {
    const lease = await claimChunk(clock(), filter);
    if (!lease) break;
    counts.chunks += 1;
    await sendChunk(lease, clock, limits, counts);
  }
  return counts;
}

async function sendChunk(lease: ChunkLease, clock: Clock, limits: SendLimits, counts: SendCounts): Promise<void> {
  const { channel } = limits;
  let isSlowed = false;
  try {
    const shop = await tenantOf(systemCtx(lease.tenant, "sender", database("batch"), clock()));
    const repeats = await takeOver(lease, clock(), channel.repeatableForMs);
    for (const group of Map.groupBy(repeats, (delivery) => delivery.handedKey ?? delivery.id).entries()) {
      isSlowed = !(await handOver(lease, shop, clock, limits, group[1], group[0], counts, true)) || isSlowed;
    }
    const claimed = isSlowed ? [] : await claimPlanned(lease, clock());
    for (let from = 0; from < claimed.length && !isSlowed && !limits.isStopping?.(); from += channel.markerSize) {
      const batch = claimed.slice(from, from + channel.markerSize);
      isSlowed = !(await handOver(
        lease,
        shop,
        clock,
        limits,
        batch,
        `${lease.id}/${lease.token}/${from}`,
        counts,
        false,
      ));
    }
  } catch (error) {
    isSlowed = true;
    log.error({ tenant: lease.tenant, chunk: lease.id, err: error }, "chunk not sent, will be tried again");
  }
  await releaseClaims(lease);
  await endLease(lease, clock(), isSlowed ? backOffMs(lease.attempts) : 0);
}

/** Renders, marks, hands over and records one batch. False when the channel or the chunk does not let us go on. */
async function handOver(
  lease: ChunkLease,
  shop: TenantRow,
  clock: Clock,
  { channel }: SendLimits,
  batch: HeldDelivery[],
  key: string,
  counts: SendCounts,
  isRepeat: boolean,
): Promise<boolean> {
  // Before the marker, so that nothing but the hand-over itself stands between the marker and the wire.
  const rendered = await renderBatch(lease, shop, clock, batch);
  counts.failed += batch.length - rendered.size;
  const ready = batch.filter((delivery) => rendered.has(delivery.id));
  const addresses = isRepeat ? await addressesOf(lease, ready) : await markHanded(lease, clock(), ready, key);
  if (!addresses) return false;
  const baseUrl = env().GOEN_BASE_URL.replace(/\/+$/, "");
  const leaving = ready.flatMap((delivery) => {
    const to = addresses.get(delivery.id);
    const mail = rendered.get(delivery.id);
    return to && mail ? [{ delivery, mail: outgoingMail(shop, delivery, to, mail, baseUrl) }] : [];
  });
  if (isRepeat && leaving.length < ready.length) {
    // The person has no address any more: whether the first hand-over arrived will not be known.
    const gone = ready.filter((delivery) => !addresses.has(delivery.id));
    await recordOutcomes(
      lease,
      clock(),
      gone.map((delivery) => ({ delivery, outcome: { kind: "unknown", reason: "no_address" } })),
      false,
    );
  }
  if (leaving.length === 0) return true;
  const outcomes = await channel.send(
    leaving.map(({ mail }) => mail),
    key,
  );
  const results = leaving.map(({ delivery }, index) => ({ delivery, outcome: outcomes[index] ?? noAnswer }));
  await recordOutcomes(lease, clock(), results, channel.repeatableForMs !== null);
  for (const { outcome } of results) counts[countOf[outcome.kind]] += 1;
  const troubled = results.filter(({ outcome }) => outcome.kind === "not_handed" || outcome.kind === "unknown");
  if (troubled.length > 0)
    log.warn(
      {
        tenant: lease.tenant,
        chunk: lease.id,
        channel: channel.name,
        mails: troubled.length,
        reason: reasonOf(troubled[0]?.outcome),
      },
      "channel in trouble",
    );
  // A whole batch that the channel did not take: whoever comes next would fare no better right now.
  return troubled.length < results.length;
}

const noAnswer: Outcome = { kind: "unknown", reason: "no_answer" };
const countOf = { accepted: "accepted", failed: "failed", unknown: "unknown", not_handed: "putOff" } as const;
const reasonOf = (outcome?: Outcome) => (outcome && "reason" in outcome ? outcome.reason : null);

async function renderBatch(
  lease: ChunkLease,
  shop: TenantRow,
  clock: Clock,
  batch: HeldDelivery[],
): Promise<Map<string, RenderedMail>> {
  const ctx = systemCtx(lease.tenant, "sender", database("batch"), clock());
  const baseUrl = env().GOEN_BASE_URL.replace(/\/+$/, "");
  const mails = new Map<string, RenderedMail>();
  const compiledOf = new Map<string, Awaited<ReturnType<typeof compiledContent>>>();
  for (const delivery of batch) {
    try {
      const key = `${delivery.contentId} ${delivery.locale}`;
      let compiled = compiledOf.get(key);
      if (!compiled)
        compiledOf.set(key, (compiled = await compiledContent(ctx, shop, delivery.contentId, delivery.locale)));
      const of = { tenant: lease.tenant, memberId: delivery.memberId, deliveryId: delivery.id, dueAt: delivery.dueAt };
      const links = trackedLinks(baseUrl, shop.slug, of, delivery.sendAt, delivery.inputs.items?.length ?? 0);
      mails.set(delivery.id, await fillMail(compiled, delivery.inputs, links));
    } catch (error) {
      if (isTransient(error)) throw error;
      log.error({ tenant: lease.tenant, delivery: delivery.id, err: error }, "a message could not be made");
      await failDelivery(lease, clock(), delivery, "cannot_render");
    }
  }
  return mails;
}
