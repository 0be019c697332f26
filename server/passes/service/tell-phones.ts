import { and, eq, inArray, sql } from "drizzle-orm";
import { memberPasses, passDevices, passIssuers } from "@/db/schema/passes";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { isDomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { enqueue, enqueueMany } from "@/server/kernel/jobs";
import { requestHash } from "@/server/kernel/signing";
import { pushToPhones, type PushService } from "../adapters/apple-push";
import { type GoogleService, patchGoogle } from "../adapters/google-wallet";
import { issuerFor } from "../queries/issuers";
import { passContent, shopLooks } from "../queries/pass-content";
import { googleClassId, googleObject, googleObjectId } from "../rules/content";
import { googleClassOf, noteContent } from "./issue-pass";
import { appleService, googleService } from "./services";

export const tellJob = "passes.tell";
export const tellClassJob = "passes.tell_class";
// A sale moves points several times within a second; the phone need hear of it once.
const gatherMs = 3_000;

const tellOne = (memberId: string) => ({ payload: { memberId }, key: `${tellJob}:${memberId}` });

const ofMember = (ctx: Ctx, memberId: string) =>
  and(eq(memberPasses.tenantId, ctx.tenant), eq(memberPasses.memberId, memberId));

/** Has the phones of a member told that the card may have changed; nothing for who has no card in a wallet. Safe to repeat. */
export async function refreshPasses(ctx: Ctx, memberId: string): Promise<void> {
  const passes = await read(ctx, (tx) => tx.select().from(memberPasses).where(ofMember(ctx, memberId)));
  if (passes.length === 0) return;
  const { payload, key } = tellOne(memberId);
  const runAt = new Date(ctx.now.getTime() + gatherMs);
  await inTransaction(ctx, (t) => enqueue(t, tellJob, payload, { key, runAt }));
}

/**
 * Brings a member's cards in wallets up to date: a push to each phone with Apple's, the object itself at Google. What does not answer is
 * told again later (the job is retried); a shop without a certificate in force tells nobody.
 */
export async function tellPhones(
  ctx: Ctx,
  { memberId }: { memberId: string },
  services: { apple: PushService; google: GoogleService } = { apple: appleService(), google: googleService() },
): Promise<{ told: number }> {
  const looked = await passContent(ctx, memberId);
  const { content } = looked;
  const passes = await read(ctx, (tx) => tx.select().from(memberPasses).where(ofMember(ctx, memberId)));
  let told = 0;
  let failure: Error | null = null;
  for (const pass of passes) {
    const changedAt = await noteContent(ctx, memberId, pass.id, looked);
    if ((pass.toldAt ?? pass.createdAt) >= changedAt) continue;
    const one = and(ofMember(ctx, memberId), eq(memberPasses.id, pass.id));
    try {
      if (pass.platform === "apple") await tellApple(ctx, memberId, pass.id, services.apple);
      else {
        const issuer = await issuerFor(ctx, "google");
        const [id, classId] = [googleObjectId(issuer.issuerId, pass.id), googleClassId(issuer.issuerId, ctx.tenant)];
        const signer = { clientEmail: issuer.accountId, keyPem: issuer.keyPem };
        await patchGoogle(services.google, signer, "loyaltyObject", googleObject(id, classId, content), ctx.now);
      }
      await inTransaction(ctx, async (t) => {
        await t.tx.update(memberPasses).set({ toldAt: changedAt, failure: null }).where(one);
        // Of somebody who has left nothing is kept but that the card is over.
        if (content.isVoid)
          await t.tx
            .delete(passDevices)
            .where(and(eq(passDevices.tenantId, t.tenant), eq(passDevices.memberId, memberId)));
      });
      told += 1;
    } catch (error) {
      const text = error instanceof Error ? error.message.slice(0, 300) : "unknown";
      await inTransaction(ctx, (t) => t.tx.update(memberPasses).set({ failure: text }).where(one));
      if (!isDomainError(error)) failure = error instanceof Error ? error : new Error(text);
    }
  }
  if (failure) throw failure;
  return { told };
}

async function tellApple(ctx: Ctx, memberId: string, passId: string, service: PushService): Promise<void> {
  const mine = and(
    eq(passDevices.tenantId, ctx.tenant),
    eq(passDevices.memberId, memberId),
    eq(passDevices.passId, passId),
  );
  const phones = await read(ctx, (tx) => tx.select({ token: passDevices.pushToken }).from(passDevices).where(mine));
  const tokens = phones.map(({ token }) => token);
  if (tokens.length === 0) return;
  const issuer = await issuerFor(ctx, "apple");
  const answers = await pushToPhones(service, { ...issuer, passTypeId: issuer.issuerId }, tokens);
  const gone = tokens.filter((token) => answers.get(token) === "gone");
  if (gone.length > 0)
    await inTransaction(ctx, (t) => t.tx.delete(passDevices).where(and(mine, inArray(passDevices.pushToken, gone))));
}

/** What the shop's cards have in common, with who may tell Google, where Google was told something else last; null: nothing to tell. */
async function classToTell(ctx: Ctx) {
  const issuer = await issuerFor(ctx, "google").catch((error: unknown) => {
    if (isDomainError(error)) return null;
    throw error;
  });
  if (!issuer) return null;
  const shared = googleClassOf(await tenantOf(ctx), issuer.issuerId);
  const looks = requestHash(shared);
  return issuer.toldLooks === looks ? null : { issuer, shared, looks };
}

/** Has Google told what all cards of the shop show (names, colour, picture) when that has changed. Safe to repeat. */
export async function refreshGoogleClass(ctx: Ctx): Promise<void> {
  if (await classToTell(ctx))
    await inTransaction(ctx, (t) => enqueue(t, tellClassJob, {}, { key: `${tellClassJob}:${t.tenant}` }));
}

/** Tells Google so, once for each change. Throws when Google cannot be reached: the job is retried. */
export async function tellGoogleClass(ctx: Ctx, service: GoogleService = googleService()): Promise<{ told: boolean }> {
  const due = await classToTell(ctx);
  if (!due) return { told: false };
  const { issuer, shared, looks } = due;
  await patchGoogle(service, { clientEmail: issuer.accountId, keyPem: issuer.keyPem }, "loyaltyClass", shared, ctx.now);
  await inTransaction(ctx, (t) =>
    t.tx
      .update(passIssuers)
      .set({ toldLooks: looks })
      .where(and(eq(passIssuers.tenantId, t.tenant), eq(passIssuers.platform, "google"))),
  );
  return { told: true };
}

/**
 * Cards that have changed without a verb that speaks of it: points by the calendar, ranks when a version begins, the shop's own looks; and
 * those whose last telling failed. At most `limit` at a time, the longest unseen first.
 */
export async function refreshStalePasses(ctx: Ctx, limit = 5_000): Promise<{ asked: number }> {
  const looks = await shopLooks(ctx);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ member_id: string }>(sql`
      select p.member_id from member_passes p
      where p.tenant_id = ${ctx.tenant}
        and exists (
          select from pass_issuers i
          where i.tenant_id = p.tenant_id and i.platform = p.platform and (i.valid_until is null or i.valid_until > ${ctx.now}))
        and (p.failure is not null or p.looked_at is null or p.looks_hash is distinct from ${looks}
          or p.looked_at < (
            select j.recorded_at from point_journals j where j.tenant_id = p.tenant_id and j.member_id = p.member_id
            order by j.wallet_version desc limit 1)
          or p.looked_at < (
            select r.since from member_ranks r where r.tenant_id = p.tenant_id and r.member_id = p.member_id
            order by r.seq desc limit 1))
      group by p.member_id order by min(p.looked_at) nulls first limit ${limit}`),
  );
  if (rows.length > 0)
    await inTransaction(ctx, (t) =>
      enqueueMany(
        t,
        tellJob,
        rows.map(({ member_id: memberId }) => tellOne(memberId)),
      ),
    );
  return { asked: rows.length };
}
