import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { members } from "@/db/schema/members";
import { privacyRequests } from "@/db/schema/books";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { dayIn } from "@/server/kernel/time";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { canHandle, canRequest, forbidUnless } from "./access";
import { enteredRequestInput, requestInput, requestRef, requestStep, type RequestState } from "./input";
import { dueOn, mayStep } from "./rules";

type Entered = Pick<z.output<typeof enteredRequestInput>, "cameBy" | "identifiedBy">;

/**
 * Takes in a request under the privacy law (disclosure, correction, stop, erasure; 個人情報保護法 art. 33 to 35) with the day by which it is
 * answered. One of a kind at a time: asked again, it is the one that waits. Throws forbidden, not_found, refused `books.member_left`.
 */
export function requestPrivacy(
  ctx: Ctx,
  input: z.input<typeof requestInput>,
): Promise<{ requestId: string; dueOn: string }> {
  return takeIn(ctx, parseInput(requestInput, input), null);
}

/** The same, as staff write it down for somebody, with how it came and how the person was known. */
export function enterPrivacyRequest(ctx: Ctx, input: z.input<typeof enteredRequestInput>) {
  forbidUnless(canHandle(ctx.actor));
  const { cameBy, identifiedBy, ...asked } = parseInput(enteredRequestInput, input);
  return takeIn(ctx, asked, { cameBy, identifiedBy });
}

async function takeIn(ctx: Ctx, asked: z.output<typeof requestInput>, entered: Entered | null) {
  const { memberId, kind, details } = asked;
  forbidUnless(canRequest(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const { timeZone } = await tenantOf(t);
    const [member] = await t.tx
      .select({ withdrawnAt: members.withdrawnAt })
      .from(members)
      .where(and(eq(members.tenantId, t.tenant), eq(members.memberId, memberId)))
      .for("update");
    if (!member) throw new DomainError("not_found", "books.member");
    if (member.withdrawnAt) throw new DomainError("refused", "books.member_left");
    const [waiting] = await t.tx
      .select({ requestId: privacyRequests.id, dueOn: privacyRequests.dueOn })
      .from(privacyRequests)
      .where(
        and(
          eq(privacyRequests.tenantId, t.tenant),
          eq(privacyRequests.memberId, memberId),
          eq(privacyRequests.kind, kind),
          inArray(privacyRequests.state, ["open", "in_hand"]),
        ),
      );
    if (waiting) return waiting;
    const requestId = newId(t.now.getTime());
    const due = dueOn(kind, dayIn(t.now, timeZone));
    await t.tx.insert(privacyRequests).values({
      tenantId: t.tenant,
      memberId,
      id: requestId,
      kind,
      details,
      cameBy: entered?.cameBy ?? "my_page",
      identifiedBy: entered?.identifiedBy ?? null,
      enteredBy: entered ? actorId(t.actor) : null,
      receivedAt: t.now,
      dueOn: due,
    });
    const subject = { kind: "privacy_request", id: requestId };
    await audit(t, { action: "books.take_request", subject, memberId, after: { kind, dueOn: due } });
    return { requestId, dueOn: due };
  });
}

/**
 * Takes a request in hand, or ends it with an answer. An erasure that is done ends the membership in the same transaction. Throws refused
 * `books.step`, invalid `books.answer_missing`, and what `withdrawMember` throws.
 */
export async function stepRequest(ctx: Ctx, input: z.input<typeof requestStep>): Promise<void> {
  forbidUnless(canHandle(ctx.actor));
  const { memberId, requestId, state, answer } = parseInput(requestStep, input);
  await inTransaction(ctx, async (t) => {
    const before = await lockRequest(t, memberId, requestId);
    if (!mayStep(before.state as RequestState, state)) throw new DomainError("conflict", "books.step");
    const isEnd = state !== "in_hand";
    if (isEnd && !answer) throw new DomainError("invalid", "books.answer_missing", { field: "answer" });
    await t.tx
      .update(privacyRequests)
      .set({ state, ...(isEnd ? { answer, answeredAt: t.now, answeredBy: actorId(t.actor) } : {}) })
      .where(thisRequest(t, memberId, requestId));
    await audit(t, {
      action: "books.step_request",
      subject: { kind: "privacy_request", id: requestId },
      memberId,
      before: { state: before.state },
      after: { state, kind: before.kind },
    });
    if (state === "done" && before.kind === "erasure") await withdrawMember(t, { memberId, reason: "消去のご請求" });
  });
}

/** The member takes a request of their own back while it waits. Throws conflict `books.step`. */
export async function withdrawRequest(ctx: Ctx, input: z.input<typeof requestRef>): Promise<void> {
  const { memberId, requestId } = parseInput(requestRef, input);
  forbidUnless(canRequest(ctx.actor, memberId));
  await inTransaction(ctx, async (t) => {
    const before = await lockRequest(t, memberId, requestId);
    if (!mayStep(before.state as RequestState, "withdrawn")) throw new DomainError("conflict", "books.step");
    await t.tx
      .update(privacyRequests)
      .set({ state: "withdrawn", answeredAt: t.now })
      .where(thisRequest(t, memberId, requestId));
    const subject = { kind: "privacy_request", id: requestId };
    await audit(t, { action: "books.withdraw_request", subject, memberId, before: { state: before.state } });
  });
}

const thisRequest = (ctx: Ctx, memberId: string, requestId: string) =>
  and(
    eq(privacyRequests.tenantId, ctx.tenant),
    eq(privacyRequests.memberId, memberId),
    eq(privacyRequests.id, requestId),
  );

async function lockRequest(t: TxCtx, memberId: string, requestId: string) {
  const [row] = await t.tx
    .select()
    .from(privacyRequests)
    .where(thisRequest(t, memberId, requestId))
    .for("update");
  if (!row) throw new DomainError("not_found", "books.request");
  return row;
}

/** That somebody asked, and when it was answered, is kept as proof; the words go with the person. What waits ends: they have left. */
export async function forgetWords(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, (t) =>
    t.tx
      .update(privacyRequests)
      .set({
        details: "",
        identifiedBy: null,
        answer: null,
        state: sql`case when ${privacyRequests.state} in ('open', 'in_hand') then 'withdrawn' else ${privacyRequests.state} end`,
      })
      .where(and(eq(privacyRequests.tenantId, t.tenant), eq(privacyRequests.memberId, memberId))),
  );
}
