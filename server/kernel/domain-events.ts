import { z } from "zod";
import { outboxEvents } from "@/db/schema/kernel";
import type { Ctx, TxCtx } from "./ctx";
import { unawaited } from "./database";
import { insertRows } from "./insert-rows";

const repairMoved = z.object({ memberId: z.uuid(), repairId: z.uuid(), eventId: z.uuid() });

/** Every domain event by name, with its payload. A module to the right subscribes in its `jobs.ts`. */
export const domainEvents = {
  "member.joined": z.object({
    memberId: z.uuid(),
    storeId: z.uuid().nullable(),
    /** Who joined by a member's invitation; left out otherwise. */
    inviteCode: z.string().optional(),
  }),
  /** Name, reading, birthday, phone and address are all there now, and were not before. */
  "member.profile_completed": z.object({ memberId: z.uuid() }),
  /** Closed and erased; whatever other modules hold of the person they let go of now. */
  "member.withdrawn": z.object({ memberId: z.uuid() }),
  /** `memberId` closed and went into `intoMemberId`; and the other way round. */
  "member.merged": z.object({ memberId: z.uuid(), intoMemberId: z.uuid(), mergeId: z.uuid() }),
  "member.merge_undone": z.object({ memberId: z.uuid(), intoMemberId: z.uuid(), mergeId: z.uuid() }),
  /** A member checked in at a store: the first time on a business day. */
  "store.visited": z.object({ memberId: z.uuid(), storeId: z.uuid(), visitId: z.uuid() }),
  "purchase.recorded": z.object({
    memberId: z.uuid(),
    purchaseId: z.uuid(),
    kind: z.enum(["sale", "return"]),
    /** With a return that leaves nothing of the sale: which sale that was. */
    wholeSaleId: z.uuid().optional(),
  }),
  /** A member rose (`level` above `fromLevel`) or fell. Not told of when a version of the program begins. */
  "rank.changed": z.object({
    memberId: z.uuid(),
    fromRankId: z.uuid(),
    rankId: z.uuid(),
    fromLevel: z.number().int(),
    level: z.number().int(),
    why: z.enum(["purchase", "return", "import", "judgement", "program", "manual", "manual_ended", "merge"]),
  }),
  /** A version of the rank program begins; what was bought before is counted where it is not yet, then everybody is judged. */
  "rank_program.began": z.object({ programId: z.uuid() }),
  "purchases.imported": z.object({ importRunId: z.uuid() }),
  "points.changed": z.object({ memberId: z.uuid(), journalId: z.uuid() }),
  "sign_in_link.requested": z.object({ audience: z.enum(["staff", "member"]), linkId: z.uuid() }),
  "staff.invited": z.object({ invitationId: z.uuid(), linkId: z.uuid() }),
  /** Something about the safety of an account changed; its owner is told by mail. */
  "staff.account_changed": z.object({
    changeId: z.uuid(),
    accountId: z.uuid(),
    change: z.enum(["password", "totp_on", "totp_off", "totp_reset", "recovery_code_used"]),
  }),
  /** Requests wait for somebody who may decide about them; one mail for all that came since the last. */
  "approvals.waiting": z.object({ digestId: z.uuid(), accountId: z.uuid(), waiting: z.number().int() }),
  "approval.decided": z.object({ memberId: z.uuid(), approvalId: z.uuid() }),
  /** How a member signs in has changed; the address that was theirs until then is told. */
  "member.access_changed": z.object({ memberId: z.uuid(), what: z.enum(["email", "password"]), tell: z.string() }),
  "consent.granted": z.object({ memberId: z.uuid(), channel: z.string() }),
  "consent.withdrawn": z.object({ memberId: z.uuid(), channel: z.string() }),
  "repair.received": repairMoved,
  "repair.quoted": repairMoved,
  "repair.approved": repairMoved,
  "repair.in_repair": repairMoved,
  "repair.ready": repairMoved,
  "repair.done": repairMoved,
  "repair.declined": repairMoved,
  "repair.refused": repairMoved,
  "repair.cancelled": repairMoved,
} as const;

export type DomainEventName = keyof typeof domainEvents;
export type DomainEventPayload<N extends DomainEventName> = z.infer<(typeof domainEvents)[N]>;

export interface Subscription<N extends DomainEventName = DomainEventName> {
  event: N;
  /** Stable name, for the log. */
  name: string;
  /** Must be safe to repeat: an event is handed over at least once. */
  handle: (ctx: Ctx, payload: DomainEventPayload<N>) => Promise<void>;
}

/** Declares a subscription with its payload's type. */
export const subscribe = <N extends DomainEventName>(subscription: Subscription<N>): Subscription => subscription;

/** Puts an event into the outbox, in the transaction of its cause; the worker hands it over after the commit. */
export async function emit<N extends DomainEventName>(
  ctx: TxCtx,
  name: N,
  payload: DomainEventPayload<N>,
): Promise<void> {
  await emitMany(ctx, name, [payload]);
}

const eventsPerStatement = 5_000;

/** The same for many at once. */
export async function emitMany<N extends DomainEventName>(
  ctx: TxCtx,
  name: N,
  payloads: readonly DomainEventPayload<N>[],
): Promise<void> {
  for (let at = 0; at < payloads.length; at += eventsPerStatement) {
    const rows = payloads.slice(at, at + eventsPerStatement).map((payload) => ({
      tenantId: ctx.tenant,
      name,
      payload: domainEvents[name].parse(payload),
      requestId: ctx.requestId,
      createdAt: ctx.now,
      nextAttemptAt: ctx.now,
    }));
    await unawaited(ctx.tx, insertRows(ctx.tx, outboxEvents, rows));
  }
}
