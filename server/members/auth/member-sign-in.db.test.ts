import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { tokenOfLink } from "@/server/kernel/one-time-links";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { memberById } from "../queries/find-member";
import { signInLinkMail } from "../queries/sign-in-link-mail";
import { memberMoments } from "../queries/timeline";
import { linkPurpose } from "../rules/links";
import { issueCard } from "../service/issue-card";
import { joinMember } from "../service/join-member";
import {
  endMemberSession,
  isMemberLinkUsable,
  signInMemberByLink,
  signInMemberByPassword,
} from "../service/member-sign-in";
import { requestEmailVerification, requestMemberLink } from "../service/request-link";
import { setMemberPassword } from "../service/set-password";
import { setEmailForMember } from "../service/set-email";
import { linkOfSeal, memberOfSession, sealLinkVisit } from "./member-session";

const password = "correct horse battery";
const origin = () => newId();
const visitor = (ctx: Ctx, now = ctx.now): Ctx => ({ ...ctx, actor: { kind: "visitor" }, now });
const after = (ms: number) => new Date(testNow.getTime() + ms);
const whoIs = (ctx: Ctx, session: string | null, now = ctx.now) =>
  memberOfSession(database("app"), ctx.tenant, session ?? "", now);

/** The newest link asked for at this shop: its id and the token that its mail carries. */
async function newestLink(ctx: Ctx, purpose: "sign_in" | "verify_email") {
  const { rows } = await ctx.db.transaction(ctx.tenant, "read", (tx) =>
    tx.execute<{ id: string }>(
      sql`select payload ->> 'linkId' as id from outbox_events where name = 'sign_in_link.requested' order by id desc limit 1`,
    ),
  );
  const linkId = rows[0]?.id ?? "";
  return { linkId, token: tokenOfLink(linkPurpose(ctx.tenant, purpose), linkId) };
}

/** A member with a proven address and a password. */
async function settled(ctx: Ctx, email: string) {
  const { memberId } = await joinMember(ctx, { email });
  await requestMemberLink(visitor(ctx), { email, origin: origin() });
  const { token } = await newestLink(ctx, "sign_in");
  const session = await signInMemberByLink(visitor(ctx), "sign_in", { token, origin: origin() });
  await setMemberPassword({ ...ctx, actor: { kind: "member", id: memberId } }, session, { password });
  return { memberId, session };
}

describe("a member session", () => {
  it("is somebody at its shop, nobody at another, and nobody once ended or after ninety idle days", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const { memberId, session } = await settled(shop.ctx, "a@example.jp");
    expect(await whoIs(shop.ctx, session)).toEqual({ kind: "member", id: memberId });
    expect(await whoIs(other.ctx, session)).toBeNull();
    expect(await whoIs(shop.ctx, session, after(91 * 24 * 3_600_000))).toBeNull();
    await endMemberSession(shop.ctx, session ?? "");
    expect(await whoIs(shop.ctx, session)).toBeNull();
    expect((await memberMoments(shop.ctx, memberId)).map((m) => m.kind)).toContain("sign_in");
  });

  it("ends for one who has left", async () => {
    const { ctx } = await newTestShop();
    const { memberId, session } = await settled(ctx, "a@example.jp");
    await ctx.db.transaction(ctx.tenant, "write", (tx) =>
      tx.execute(sql`update members set withdrawn_at = ${testNow} where member_id = ${memberId}`),
    );
    expect(await whoIs(ctx, session)).toBeNull();
    expect(
      await signInMemberByPassword(visitor(ctx), { email: "a@example.jp", password, origin: origin() }),
    ).toBeNull();
  });
});

describe("a member's password", () => {
  it("opens at its shop only, and a change of it ends the other sessions", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const { memberId, session } = await settled(shop.ctx, "a@example.jp");
    const signIn = (ctx: Ctx, given = password) =>
      signInMemberByPassword(visitor(ctx), { email: "A@example.jp", password: given, origin: origin() });
    const second = await signIn(shop.ctx);
    expect(await whoIs(shop.ctx, second)).toMatchObject({ id: memberId });
    expect([await signIn(other.ctx), await signIn(shop.ctx, "wrong")]).toEqual([null, null]);
    await setMemberPassword(shop.as({ kind: "member", id: memberId }), second, { password: "another long one" });
    expect(await whoIs(shop.ctx, session)).toBeNull();
    expect(await whoIs(shop.ctx, second)).toMatchObject({ id: memberId });
  });

  it("cannot be set before an address is proven", async () => {
    const shop = await newTestShop();
    const { memberId } = await issueCard(shop.ctx, {});
    const setting = setMemberPassword(shop.as({ kind: "member", id: memberId }), null, { password });
    await expect(setting).rejects.toMatchObject({ code: "refused", reason: "members.email_not_proven" });
  });

  it("waits after ten tries, member or not", async () => {
    const { ctx } = await newTestShop();
    await settled(ctx, "a@example.jp");
    for (const email of ["a@example.jp", "nobody@example.jp"]) {
      const guess = () => signInMemberByPassword(visitor(ctx), { email, password: "guess", origin: origin() });
      for (let n = 0; n < 10; n += 1) expect(await guess()).toBeNull();
      await expect(guess()).rejects.toMatchObject({ code: "limited" });
    }
  });
});

describe("a member's sign-in link", () => {
  it("goes to the stored address, works once, and proves the mailbox", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, { email: "a@example.jp" });
    await requestMemberLink(visitor(ctx), { email: " A@Example.jp", origin: origin() });
    const { linkId, token } = await newestLink(ctx, "sign_in");
    const mail = await signInLinkMail(ctx, "member", linkId);
    expect(mail).toMatchObject({ to: "a@example.jp", purpose: "sign_in", locale: "ja", expiresAt: after(15 * 60_000) });
    expect(mail?.url.endsWith(`/my/link/${token}`)).toBe(true);
    expect(await signInLinkMail(ctx, "member", linkId)).toEqual(mail);
    expect(await isMemberLinkUsable(visitor(ctx), "sign_in", token)).toBe(true);
    const session = await signInMemberByLink(visitor(ctx), "sign_in", { token, origin: origin() });
    expect(await whoIs(ctx, session)).toMatchObject({ id: memberId });
    expect(await memberById(ctx, memberId)).toMatchObject({ emailVerifiedAt: testNow, lastLoginAt: testNow });
    expect(await signInMemberByLink(visitor(ctx), "sign_in", { token, origin: origin() })).toBeNull();
    expect(await signInLinkMail(ctx, "member", linkId)).toBeNull();
  });

  it("for a stranger writes the same rows, and no mail", async () => {
    const { ctx } = await newTestShop();
    await requestMemberLink(visitor(ctx), { email: "stranger@example.jp", origin: origin() });
    const { linkId, token } = await newestLink(ctx, "sign_in");
    expect(await signInLinkMail(ctx, "member", linkId)).toBeNull();
    expect(await signInMemberByLink(visitor(ctx), "sign_in", { token, origin: origin() })).toBeNull();
  });

  it("is nothing at another shop, for another purpose, altered, too old, or once the address has changed", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const { memberId } = await joinMember(shop.ctx, { email: "a@example.jp" });
    const ask = async () => {
      await requestMemberLink(visitor(shop.ctx), { email: "a@example.jp", origin: origin() });
      return (await newestLink(shop.ctx, "sign_in")).token;
    };
    const token = await ask();
    const use = (ctx: Ctx, text: string, purpose: "sign_in" | "claim_card" = "sign_in") =>
      signInMemberByLink(visitor(ctx, ctx.now), purpose, { token: text, origin: origin() });
    expect(await use(other.ctx, token)).toBeNull();
    expect(await use(shop.ctx, token, "claim_card")).toBeNull();
    expect(await use(shop.ctx, `${token}x`)).toBeNull();
    expect(await use({ ...shop.ctx, now: after(15 * 60_000) }, token)).toBeNull();
    await setEmailForMember(shop.ctx, { memberId, email: "b@example.jp" });
    expect(await use(shop.ctx, token)).toBeNull();
  });

  it("is asked for three times in a quarter of an hour, member or not", async () => {
    const { ctx } = await newTestShop();
    await newTestMember(ctx, { emailNormalised: "a@example.jp" });
    for (const email of ["a@example.jp", "nobody@example.jp"]) {
      for (let n = 0; n < 3; n += 1) await requestMemberLink(visitor(ctx), { email, origin: origin() });
      await expect(requestMemberLink(visitor(ctx), { email, origin: origin() })).rejects.toMatchObject({
        code: "limited",
      });
    }
  });
});

describe("a card issued at the counter", () => {
  it("is claimed once, then given an address, which is the member's only when its link is opened", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    const card = await issueCard(ctx, {});
    const claim = (at: Ctx) =>
      signInMemberByLink(visitor(at, at.now), "claim_card", { token: card.claimToken, origin: origin() });
    const session = await claim(ctx);
    expect(await whoIs(ctx, session)).toEqual({ kind: "member", id: card.memberId });
    expect(await claim(ctx)).toBeNull();
    const self = shop.as({ kind: "member", id: card.memberId });
    await requestEmailVerification(self, { email: "a@example.jp", origin: origin() });
    expect(await memberById(ctx, card.memberId)).toMatchObject({ email: null });
    const { linkId, token } = await newestLink(ctx, "verify_email");
    expect(await signInLinkMail(ctx, "member", linkId)).toMatchObject({ to: "a@example.jp", purpose: "verify_email" });
    expect(await signInMemberByLink(visitor(ctx), "verify_email", { token, origin: origin() })).not.toBeNull();
    expect(await memberById(ctx, card.memberId)).toMatchObject({ email: "a@example.jp", emailVerifiedAt: testNow });
  });

  it("is claimed by nobody any more once the member signs in by a proven address", async () => {
    const { ctx } = await newTestShop();
    const card = await issueCard(ctx, {});
    await setEmailForMember(ctx, { memberId: card.memberId, email: "a@example.jp" });
    await requestMemberLink(visitor(ctx), { email: "a@example.jp", origin: origin() });
    const { token } = await newestLink(ctx, "sign_in");
    expect(await signInMemberByLink(visitor(ctx), "sign_in", { token, origin: origin() })).not.toBeNull();
    const late = signInMemberByLink(visitor(ctx), "claim_card", { token: card.claimToken, origin: origin() });
    expect(await late).toBeNull();
  });

  it("cannot take an address that is another member's", async () => {
    const shop = await newTestShop();
    const { memberId: victim } = await settled(shop.ctx, "a@example.jp");
    const card = await issueCard(shop.ctx, {});
    await requestEmailVerification(shop.as({ kind: "member", id: card.memberId }), {
      email: "a@example.jp",
      origin: origin(),
    });
    const { token } = await newestLink(shop.ctx, "verify_email");
    const opening = signInMemberByLink(visitor(shop.ctx), "verify_email", { token, origin: origin() });
    await expect(opening).rejects.toMatchObject({ code: "conflict", reason: "members.email_taken" });
    expect(await memberById(shop.ctx, victim)).toMatchObject({ email: "a@example.jp" });
  });

  it("is not claimed at another shop, nor after seven days", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const { claimToken: token } = await issueCard(shop.ctx, {});
    expect(await signInMemberByLink(visitor(other.ctx), "claim_card", { token, origin: origin() })).toBeNull();
    expect(
      await signInMemberByLink(visitor(shop.ctx, after(7 * 24 * 3_600_000)), "claim_card", { token, origin: origin() }),
    ).toBeNull();
  });
});

describe("the seal of a followed link", () => {
  it("names its member at its shop for thirty minutes, unaltered", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const memberId = newId();
    const seal = sealLinkVisit(shop.ctx.tenant, memberId, testNow);
    expect(linkOfSeal(shop.ctx.tenant, seal, after(29 * 60_000))).toEqual({ kind: "link", memberId });
    expect(linkOfSeal(shop.ctx.tenant, seal, after(30 * 60_000))).toBeNull();
    const altered = [
      seal.replace(memberId, newId()),
      seal.replace(shop.ctx.tenant, other.ctx.tenant),
      `${seal}x`,
      `${seal}.x`,
      "",
      undefined,
    ];
    for (const bad of altered)
      expect(
        linkOfSeal(bad?.startsWith(other.ctx.tenant) ? other.ctx.tenant : shop.ctx.tenant, bad, testNow),
      ).toBeNull();
    expect(linkOfSeal(other.ctx.tenant, seal, testNow)).toBeNull();
  });
});
