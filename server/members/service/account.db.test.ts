import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { tokenOfLink } from "@/server/kernel/one-time-links";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { tenantOf } from "@/server/kernel/gate";
import { sessionsOf } from "../queries/sessions";
import { signInLinkMail } from "../queries/sign-in-link-mail";
import { linkPurpose } from "../rules/links";
import { endSessions } from "./end-sessions";
import { signInMemberByLink } from "./member-sign-in";
import { requestEmailVerification, requestMemberLink } from "./request-link";
import { setMailPreference, wantsServiceMail } from "./set-mail-preference";
import { setMemberPassword } from "./set-password";

const origin = () => newId();
const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const self = (ctx: Ctx, memberId: string, now = ctx.now): Ctx => ({
  ...ctx,
  actor: { kind: "member", id: memberId },
  now,
});

async function events(ctx: Ctx, name: string) {
  const { rows } = await ctx.db.transaction(ctx.tenant, "read", (tx) =>
    tx.execute<{ payload: Record<string, string> }>(
      sql`select payload from outbox_events where name = ${name} and tenant_id = ${ctx.tenant} order by id`,
    ),
  );
  return rows.map(({ payload }) => payload);
}

async function signIn(ctx: Ctx, email: string, userAgent: string | null = null, returnTo?: string) {
  await requestMemberLink({ ...ctx, actor: { kind: "visitor" } }, { email, origin: origin(), returnTo });
  const linkId = (await events(ctx, "sign_in_link.requested")).at(-1)?.linkId ?? "";
  const mail = await signInLinkMail(ctx, "member", linkId);
  const token = tokenOfLink(linkPurpose(ctx.tenant, "sign_in"), linkId);
  const session = await signInMemberByLink(
    { ...ctx, actor: { kind: "visitor" } },
    "sign_in",
    { token, origin: origin() },
    userAgent,
  );
  return { session: session ?? "", url: mail?.url ?? "" };
}

async function member() {
  const shop = await newTestShop();
  const email = `${newId()}@example.jp`;
  const memberId = await newTestMember(shop.ctx, { emailNormalised: email, emailVerifiedAt: testNow });
  return { shop, ctx: shop.ctx, memberId, email };
}

describe("log-ins", () => {
  it("are listed with their device, ended one by one or all others at once", async () => {
    const { ctx, memberId, email } = await member();
    const [phone, desk, old] = [
      await signIn(ctx, email, "Mozilla/5.0 (iPhone) Safari Line/14.1"),
      await signIn(ctx, email, "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36"),
      await signIn({ ...ctx, now: later(-1) }, email),
    ];
    const me = self(ctx, memberId);
    const list = await sessionsOf(me, memberId);
    expect(list.map(({ sessionId, browser, system }) => [sessionId, browser, system])).toEqual(
      expect.arrayContaining([
        [phone.session, "line", "iphone"],
        [desk.session, "chrome", "windows"],
        [old.session, "other", "other"],
      ]),
    );
    expect(await endSessions(me, { memberId, sessionId: desk.session })).toBe(1);
    await expect(endSessions(me, { memberId, sessionId: desk.session })).rejects.toMatchObject({ code: "not_found" });
    expect(await endSessions(me, { memberId, except: phone.session })).toBe(1);
    expect((await sessionsOf(me, memberId)).map((s) => s.sessionId)).toEqual([phone.session]);
  });

  it("are nobody else's to see or end", async () => {
    const [a, b] = [await member(), await member()];
    const { session } = await signIn(a.ctx, a.email);
    const stranger = await newTestMember(a.ctx, {});
    await expect(sessionsOf(self(a.ctx, stranger), a.memberId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      endSessions(self(a.ctx, stranger), { memberId: a.memberId, sessionId: session }),
    ).rejects.toMatchObject({ code: "forbidden" });
    for (const sessionId of [session, newId(), "x"])
      await expect(endSessions(self(b.ctx, b.memberId), { memberId: b.memberId, sessionId })).rejects.toMatchObject({
        code: "not_found",
      });
    expect(await sessionsOf(self(a.ctx, a.memberId), a.memberId)).toHaveLength(1);
  });
});

describe("changing how one signs in", () => {
  const password = "correct horse battery";

  it("asks an old log-in for the present password, or for a fresh one, and tells the address", async () => {
    const { ctx, memberId, email } = await member();
    const { session } = await signIn(ctx, email);
    await setMemberPassword(self(ctx, memberId), session, { password });
    expect(await events(ctx, "member.access_changed")).toEqual([{ memberId, what: "password", tell: email }]);

    const now = later(16);
    const change = (presentPassword?: string) =>
      setMemberPassword(
        self(ctx, memberId, now),
        session,
        { password: "another long one" },
        { origin: origin(), ...(presentPassword ? { presentPassword } : {}) },
      );
    await expect(change()).rejects.toMatchObject({ code: "refused", reason: "members.prove_again" });
    await expect(change("wrong")).rejects.toMatchObject({ code: "invalid", reason: "members.present_password" });
    await change(password);
    await expect(change(password)).rejects.toMatchObject({ code: "invalid" });

    const fresh = await signIn({ ...ctx, now }, email);
    await setMemberPassword(self(ctx, memberId, now), fresh.session, { password: "yet another one" });
  });

  it("takes another member's fresh log-in for nothing", async () => {
    const { ctx, memberId, email } = await member();
    const other = `${newId()}@example.jp`;
    await newTestMember(ctx, { emailNormalised: other, emailVerifiedAt: testNow });
    await signIn(ctx, email);
    const { session } = await signIn(ctx, other);
    await expect(setMemberPassword(self(ctx, memberId), session, { password })).rejects.toMatchObject({
      reason: "members.prove_again",
    });
  });

  it("moves to another address only after a proof, and tells the one that was theirs", async () => {
    const { ctx, memberId, email } = await member();
    const { session } = await signIn(ctx, email);
    const wanted = { email: `${newId()}@example.jp`, origin: origin() };
    const atNight = self(ctx, memberId, later(60));
    await expect(requestEmailVerification(atNight, wanted, { sessionId: session })).rejects.toMatchObject({
      reason: "members.prove_again",
    });
    await requestEmailVerification(self(ctx, memberId), wanted, { sessionId: session });
    const linkId = (await events(ctx, "sign_in_link.requested")).at(-1)?.linkId ?? "";
    const token = tokenOfLink(linkPurpose(ctx.tenant, "verify_email"), linkId);
    await signInMemberByLink({ ...ctx, actor: { kind: "visitor" } }, "verify_email", { token, origin: origin() });
    expect(await events(ctx, "member.access_changed")).toEqual([{ memberId, what: "email", tell: email }]);
  });
});

describe("a sign-in link", () => {
  it("remembers where one wanted to go, inside this My Page only", async () => {
    const wanted = async (path: (slug: string) => string) => {
      const { ctx, email } = await member();
      const returnTo = path((await tenantOf(ctx)).slug);
      const url = new URL((await signIn(ctx, email, null, returnTo)).url);
      return [url.searchParams.get("returnTo"), returnTo];
    };
    const [kept, asked] = await wanted((slug) => `/${slug}/my/warranties/1?x=2`);
    expect(kept).toBe(asked);
    for (const evil of [
      () => "//evil.example",
      (slug: string) => `/${slug}/my/../admin`,
      (slug: string) => `/${slug}/admin`,
    ])
      expect((await wanted(evil))[0]).toBeNull();
  });
});

describe("service mails", () => {
  it("are wanted until one says no, and again after yes", async () => {
    const { ctx, memberId } = await member();
    const me = self(ctx, memberId);
    expect(await wantsServiceMail(ctx, memberId, "receipt")).toBe(true);
    for (const isWanted of [false, false, true]) {
      await setMailPreference(me, { memberId, kind: "receipt", isWanted });
      expect(await wantsServiceMail(ctx, memberId, "receipt")).toBe(isWanted);
    }
    const stranger = self(ctx, await newTestMember(ctx, {}));
    await expect(setMailPreference(stranger, { memberId, kind: "receipt", isWanted: false })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
