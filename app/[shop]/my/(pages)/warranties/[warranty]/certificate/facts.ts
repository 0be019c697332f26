import type { Ctx } from "@/server/kernel/ctx";
import { purchaseOfLine } from "@/server/purchases/queries";
import { warrantyById } from "@/server/warranties/queries";
import { warrantyNumber } from "@/server/warranties/rules";

interface Me {
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
}

/** What a certificate says of one warranty of a member. */
export async function certificateFacts(ctx: Ctx, me: Me, warrantyId: string) {
  const warranty = await warrantyById(ctx, { memberId: me.memberId, warrantyId });
  const sale = await purchaseOfLine(ctx, { memberId: me.memberId, lineId: warranty.purchaseLineId });
  return {
    ...warranty,
    number: warrantyNumber(warrantyId),
    boughtAt: sale?.occurredAt ?? null,
    storeName: sale?.storeName ?? null,
    receiptNo: sale?.externalId ?? null,
    memberNo: me.memberNo,
    personName: [me.familyName, me.givenName].filter(Boolean).join(" ") || null,
  };
}
