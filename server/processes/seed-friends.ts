import { acceptInvitation } from "@/server/friends/service/accept-invitation";
import { noteSale } from "@/server/friends/service/note-purchase";
import { reportOccasion } from "@/server/earning/service/report-occasion";
import { keepPromises } from "@/server/earning/service/promises";
import type { Ctx } from "@/server/kernel/ctx";
import { searchMembers } from "@/server/members/queries/search-members";
import { joinMember } from "@/server/members/service/join-member";
import { takeFriendCode } from "@/server/members/service/take-friend-code";
import { recordSale } from "@/server/purchases/service/record-sale";
import { storesOf } from "@/server/tenancy/queries/shop";

const dayMs = 86_400_000;
const newcomers = [
  { familyName: "岡本", givenName: "理沙", familyKana: "オカモト", givenKana: "リサ", buys: 12_800 },
  { familyName: "平野", givenName: "大輔", familyKana: "ヒラノ", givenKana: "ダイスケ", buys: 4_980 },
  { familyName: "金子", givenName: "まゆみ", familyKana: "カネコ", givenKana: "マユミ", buys: null },
  { familyName: "上田", givenName: "翔", familyKana: "ウエダ", givenKana: "ショウ", buys: null },
];

/** A few who came by a member's link; some have bought something since, and answered the shop's survey about it. */
export async function seedFriends(ctx: Ctx, slug: string): Promise<void> {
  const [store] = await storesOf(ctx);
  const { members } = await searchMembers(ctx, { limit: 30 });
  const inviters = members.filter(({ withdrawnAt, givenName }) => !withdrawnAt && givenName !== "花子");
  for (const [index, { buys, ...person }] of newcomers.entries()) {
    const inviter = inviters[index % 2];
    if (!inviter) return;
    const at = (days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() - days * dayMs) });
    const [joined, bought] = [at(18 - index * 3), at(8 - index * 3)];
    const inviting: Ctx = { ...joined, actor: { kind: "member", id: inviter.memberId } };
    const code = await takeFriendCode(inviting, inviter.memberId);
    const { memberId } = await joinMember(joined, { ...person, storeId: store?.id ?? null });
    await acceptInvitation({ ...joined, actor: { kind: "system", name: "seed" } }, memberId, { code });
    if (buys === null) continue;
    const { purchaseId } = await recordSale(bought, {
      memberId,
      storeId: store?.id ?? null,
      externalId: `${slug.toUpperCase()}-FR-${index}`,
      lines: [{ description: "お買い上げ", quantity: 1, unitPriceYen: buys }],
    });
    await noteSale(bought, memberId, purchaseId);
    const seeding: Ctx = { ...bought, actor: { kind: "system", name: "seed" } };
    await keepPromises(seeding, memberId, purchaseId);
    await reportOccasion(seeding, { memberId, occasion: "survey", reportId: `first-purchase:${index}` });
  }
}
