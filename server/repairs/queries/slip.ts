import { type Ctx } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { memberById } from "@/server/members/queries/find-member";
import { cardSvg } from "@/server/members/rules/card-svg";
import { storesOf } from "@/server/tenancy/queries/shop";
import { receiptBarcode } from "../rules/receipt-number";
import { policyOf } from "./policy";
import { repairById } from "./repair";

/** What stands on the slip (修理お預かり票): the repair, whose it is, where it lies, and its number as a barcode. */
export async function slipOf(ctx: Ctx, repairId: string) {
  const repair = await repairById(ctx, repairId);
  const [member, shop, stores, { policy }] = [
    await memberById(ctx, repair.memberId),
    await tenantOf(ctx),
    await storesOf(ctx),
    await policyOf(ctx),
  ];
  return {
    repair,
    member: {
      memberNo: member.memberNo,
      familyName: member.familyName,
      givenName: member.givenName,
      familyKana: member.familyKana,
      givenKana: member.givenKana,
      phone: repair.contactPhone ?? member.phone,
    },
    shop: { name: shop.name, legalName: shop.legalName },
    store: stores.find(({ id }) => id === repair.storeId) ?? null,
    diagnosticFeeYen: policy.diagnosticFeeYen,
    barcodeSvg: cardSvg(receiptBarcode(repair.receiptNo), "code128"),
  };
}
