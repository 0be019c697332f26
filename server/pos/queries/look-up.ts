import { auditRead } from "@/server/kernel/audit";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { throttle } from "@/server/kernel/throttle";
import { findByCard } from "@/server/members/queries/find-member";
import { searchMembers } from "@/server/members/queries/search-members";
import { normalisePhone } from "@/server/members/rules/contact";
import { asKanaPrefix } from "@/server/members/rules/kana";
import { walletsOf } from "@/server/points/queries";
import { rankOf } from "@/server/ranks/queries/rank-of";
import { tillOf } from "../access";
import { type PosLookUp, posLookUpInput } from "../input";
import { givePermit } from "@/server/members/rules/permit";

const mostFound = 10;
/** Names and numbers typed by hand: a list of all customers is not to be had by asking often. */
const byHand = { name: "pos.look-up", points: 60, windowSeconds: 60 };

async function found(ctx: Ctx, { scan, phone, kana }: PosLookUp) {
  if (scan) {
    const { isProven, permit: _permit, ...member } = await findByCard(ctx, scan);
    if (member.withdrawnAt) throw new DomainError("refused", "pos.member_left");
    return { isProven, members: [member] };
  }
  await throttle(byHand, `${ctx.tenant}:${tillOf(ctx.actor).device}`);
  const q = kana ? asKanaPrefix(kana.trim()) : normalisePhone(phone ?? "");
  if (q === null || q.length < 2)
    throw new DomainError("invalid", "pos.look_up_text", { field: kana ? "kana" : "phone" });
  const page = await searchMembers(ctx, { q, limit: mostFound });
  const members = kana ? page.members : page.members.filter((member) => member.phone === q);
  return { isProven: false, members: members.filter((member) => member.withdrawnAt === null) };
}

/**
 * Members by card, phone number or the beginning of their reading, at most ten, with points and rank. Throws `invalid` with the reason when
 * a scan is no card, `not_found`, `refused` for a stopped card and a code that has changed since, `limited`.
 */
export async function lookUp(ctx: Ctx, input: PosLookUp) {
  tillOf(ctx.actor);
  const asked = parseInput(posLookUpInput, input);
  const { isProven, members } = await found(ctx, asked);
  const wallets = await walletsOf(
    ctx,
    members.map(({ memberId }) => memberId),
  );
  const shop = await tenantOf(ctx);
  const rows = [];
  for (const member of members) {
    await auditRead(ctx, { memberId: member.memberId, what: "card" });
    const [wallet, rank] = [wallets.get(member.memberId), await rankOf(ctx, member.memberId)];
    const { memberId, memberNo, familyName, givenName, familyKana, givenKana } = member;
    rows.push({
      memberId,
      memberNo,
      familyName,
      givenName,
      familyKana,
      givenKana,
      points: {
        available: wallet?.available ?? 0,
        pending: wallet?.pending ?? 0,
        held: wallet?.held ?? 0,
        debt: wallet?.debt ?? 0,
        nextExpiry: wallet?.nextExpiry ? { on: wallet.nextExpiry.lastDay, points: wallet.nextExpiry.points } : null,
      },
      rank: rank ? { rankId: rank.rankId, name: rank.name } : null,
      maySpend: shop.spendProof === "card" || isProven,
      permit: isProven ? givePermit(ctx.tenant, memberId, ctx.now) : null,
    });
  }
  return { members: rows };
}
