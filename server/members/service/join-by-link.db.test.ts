import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Ctx, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { tokenOfLink } from "@/server/kernel/one-time-links";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { memberById } from "../queries/find-member";
import { memberByFriendCode } from "../queries/friend-code";
import { signInLinkMail } from "../queries/sign-in-link-mail";
import { linkPurpose } from "../rules/links";
import { memberOfSession } from "../auth/member-session";
import { signInMemberByLink } from "./member-sign-in";
import { requestJoinLink } from "./request-link";
import { takeFriendCode } from "./take-friend-code";
import { withdrawMember } from "./withdraw-member";

const visitor = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: "visitor" } });
const origin = () => newId();

async function openShop() {
  const shop = await newTestShop();
  const inviter = await newTestMember(shop.ctx);
  const me = shop.as({ kind: "member", id: inviter });
  const code = await takeFriendCode(me, inviter);
  const ask = async (email: string, inviteCode = code) => {
    await requestJoinLink(visitor(shop.ctx), { email, inviteCode, origin: origin() });
    const { rows } = await read(shop.ctx, (tx) =>
      tx.execute<{ id: string; purpose: "join" | "sign_in" }>(
        sql`select id, purpose from member_links where tenant_id = ${shop.ctx.tenant} order by id desc limit 1`,
      ),
    );
    const linkId = rows[0]?.id ?? "";
    const purpose = rows[0]?.purpose ?? "join";
    const token = tokenOfLink(linkPurpose(shop.ctx.tenant, purpose), linkId);
    return { purpose, linkId, token };
  };
  const openLink = ({ purpose, token }: Awaited<ReturnType<typeof ask>>) =>
    signInMemberByLink(visitor(shop.ctx), purpose, { token, origin: origin() });
  const members = async () =>
    (
      await read(shop.ctx, (tx) =>
        tx.execute<{ n: number }>(sql`select count(*)::int as n from members
      where tenant_id = ${shop.ctx.tenant}`),
      )
    ).rows[0]?.n;
  return { ...shop, inviter, me, code, ask, openLink, members };
}

describe("joining by a friend's link", () => {
  it("makes a member only once the mail is opened, signed in with a proven address", async () => {
    const { ask, code, ctx, members, openLink } = await openShop();
    const link = await ask("friend@example.jp");
    expect(await members()).toBe(1);
    const mail = await signInLinkMail(ctx, "member", link.linkId);
    expect(mail).toMatchObject({ to: "friend@example.jp", purpose: "join" });
    expect(mail?.url).toContain(`/my/join/${link.token}`);
    const session = await openLink(link);
    const actor = await memberOfSession(ctx.db, ctx.tenant, session ?? "", testNow);
    expect(actor?.kind).toBe("member");
    expect(await memberById(ctx, actor?.id ?? "")).toMatchObject({
      email: "friend@example.jp",
      emailVerifiedAt: testNow,
    });
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ payload: unknown }>(sql`select payload from outbox_events where name = 'member.joined'
        and payload ->> 'memberId' = ${actor?.id ?? ""}`),
    );
    expect(rows).toMatchObject([{ payload: { inviteCode: code } }]);
    // A link opens once.
    expect(await openLink(link)).toBeNull();
    expect(await members()).toBe(2);
  });

  it("signs in who is a member already, also one who became it in between, and makes nobody twice", async () => {
    const { ask, members, openLink } = await openShop();
    const [first, second] = [await ask("friend@example.jp"), await ask("Friend@Example.jp")];
    expect([await openLink(first), await openLink(second)].every((session) => session !== null)).toBe(true);
    expect(await members()).toBe(2);
    expect((await ask("friend@example.jp")).purpose).toBe("sign_in");
  });

  it("two links of one address at once make one member", async () => {
    const { ask, members, openLink } = await openShop();
    const links = [await ask("friend@example.jp"), await ask("friend@example.jp")];
    const ended = await Promise.allSettled(links.map(openLink));
    expect(ended.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await members()).toBe(2);
  });

  it("asks for a code that is somebody's; whoever leaves loses it", async () => {
    const { ask, code, ctx, inviter, me } = await openShop();
    await expect(ask("x@example.jp", "ABCDEFGH")).rejects.toMatchObject({ reason: "members.invitation" });
    expect(await takeFriendCode(me, inviter)).toBe(code);
    await expect(takeFriendCode(ctx, inviter)).rejects.toMatchObject({ code: "forbidden" });
    expect(await memberByFriendCode((await newTestShop()).ctx, code)).toBeNull();
    await withdrawMember(ctx, { memberId: inviter, reason: "" });
    expect(await memberByFriendCode(ctx, code)).toBeNull();
    await expect(ask("x@example.jp")).rejects.toMatchObject({ reason: "members.invitation" });
  });
});
