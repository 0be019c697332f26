import { and, eq, inArray, sql } from "drizzle-orm";
import { memberPasses, passDevices } from "@/db/schema/passes";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { isDomainError } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/jobs";
import { pushToPhones, type PushService } from "../adapters/apple-push";
import { type GoogleService, patchGoogleObject } from "../adapters/google-wallet";
import { issuerFor } from "../queries/issuers";
import { passContent } from "../queries/pass-content";
import { googleClassId, googleObject, googleObjectId } from "../rules/content";
import { noteContent } from "./issue-pass";
import { appleService, googleService } from "./services";

export const tellJob = "passes.tell";
// A sale moves points several times within a second; the phone need hear of it once.
const gatherMs = 3_000;

const ofMember = (ctx: Ctx, memberId: string) =>
  and(eq(memberPasses.tenantId, ctx.tenant), eq(memberPasses.memberId, memberId));

/** Has the phones of a member told that the card may have changed; nothing for who has no card in a wallet. Safe to repeat. */
export async function refreshPasses(ctx: Ctx, memberId: string): Promise<void> {
  const passes = await read(ctx, (tx) => tx.select().from(memberPasses).where(ofMember(ctx, memberId)));
  if (passes.length === 0) return;
  await inTransaction(ctx, (t) =>
    enqueue(t, tellJob, { memberId }, { key: `${tellJob}:${memberId}`, runAt: new Date(t.now.getTime() + gatherMs) }),
  );
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
  const { content, contentHash } = await passContent(ctx, memberId);
  const passes = await read(ctx, (tx) => tx.select().from(memberPasses).where(ofMember(ctx, memberId)));
  let told = 0;
  let failure: Error | null = null;
  for (const pass of passes) {
    const changedAt = await noteContent(ctx, memberId, pass.id, contentHash);
    if (pass.toldAt && pass.toldAt >= changedAt) continue;
    const one = and(ofMember(ctx, memberId), eq(memberPasses.id, pass.id));
    try {
      if (pass.platform === "apple") await tellApple(ctx, memberId, pass.id, services.apple);
      else {
        const issuer = await issuerFor(ctx, "google");
        const [id, classId] = [googleObjectId(issuer.issuerId, pass.id), googleClassId(issuer.issuerId, ctx.tenant)];
        const signer = { clientEmail: issuer.accountId, keyPem: issuer.keyPem };
        await patchGoogleObject(services.google, signer, googleObject(id, classId, content), ctx.now);
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

/** Cards whose points came to life or ended by the calendar, of which no verb speaks: told within the hour, `limit` at a time. */
export async function refreshStalePasses(ctx: Ctx, limit = 1000): Promise<{ asked: number }> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ member_id: string }>(sql`
      select distinct p.member_id from member_passes p
      join lateral (
        select j.recorded_at from point_journals j where j.tenant_id = p.tenant_id and j.member_id = p.member_id
        order by j.wallet_version desc limit 1
      ) newest on newest.recorded_at > coalesce(p.told_at, p.created_at)
      where p.tenant_id = ${ctx.tenant} limit ${limit}`),
  );
  for (const { member_id } of rows) await refreshPasses(ctx, member_id);
  return { asked: rows.length };
}
