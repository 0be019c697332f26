import { type Ctx } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { addDays, dayIn } from "@/server/kernel/time";
import { categoryTree, productsByIds } from "@/server/catalog/queries";
import { memberById } from "@/server/members/queries/find-member";
import { purchasesOf } from "@/server/purchases/queries";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { warrantiesOf } from "@/server/warranties/queries";
import { canRequestRepair } from "../access";
import { deviceKinds, type DeviceKind, pickUpWindows, type Symptom } from "../input";
import { deviceKindOf, symptomsOf } from "../rules/symptoms";
import { openRepairUnder } from "./find-repair";
import { policyOf } from "./policy";

const shownPurchases = 100;

interface Choice {
  /** What the form sends back. */
  product: { by: "warranty"; warrantyId: string } | { by: "purchase"; purchaseId: string; lineId: string };
  productId: string;
  name: string;
  imageUrl: string | null;
  boughtOn: string;
  /** Last day of the warranty; null where there is none. */
  endsOn: string | null;
  isCovered: boolean;
  /** Number of the repair that is already under way for it. */
  underWay: string | null;
}

/** Everything that the form asks with: the member's own products, complaints by kind of thing, stores, days, what is known of them. */
export async function repairForm(ctx: Ctx, memberId: string) {
  demand(canRequestRepair(ctx.actor, memberId));
  const [shop, member, stores, { policy }] = [
    await tenantOf(ctx),
    await memberById(ctx, memberId),
    await storesOf(ctx),
    await policyOf(ctx),
  ];
  const today = dayIn(ctx.now, shop.timeZone);
  const choices = await choicesOf(ctx, memberId, today, policy.graceDays, shop.timeZone);
  const kinds = await kindsOf(ctx, [...new Set(choices.map(({ productId }) => productId))]);
  const otherKind: DeviceKind = shop.trade === "apparel" ? "garment" : "general";
  return {
    choices: choices.map((choice) => ({ ...choice, kind: kinds.get(choice.productId) ?? otherKind })),
    otherKind,
    symptoms: Object.fromEntries(deviceKinds.map((kind) => [kind, symptomsOf(kind)])) as Record<DeviceKind, Symptom[]>,
    stores: stores.filter(({ kind }) => kind === "shop").map(({ id, name, address }) => ({ id, name, address })),
    pickUp: policy.isPickUpOffered
      ? { from: addDays(today, policy.pickUpLeadDays), to: addDays(today, 60), windows: [...pickUpWindows] }
      : null,
    diagnosticFeeYen: policy.diagnosticFeeYen,
    known: {
      hasMail: member.email !== null,
      phone: member.phone,
      postalCode: member.postalCode,
      prefecture: member.prefecture,
      city: member.city,
      addressLine: member.addressLine,
    },
  };
}

async function choicesOf(ctx: Ctx, memberId: string, today: string, graceDays: number, timeZone: string) {
  const warranties = (await warrantiesOf(ctx, memberId)).filter(({ state }) => state !== "voided");
  const underWay = new Map(
    (
      await openRepairUnder(
        ctx,
        memberId,
        warranties.map(({ warrantyId }) => warrantyId),
      )
    ).map((repair) => [repair.warrantyId, repair.receiptNo]),
  );
  const covered = warranties.map(
    (of): Choice => ({
      product: { by: "warranty", warrantyId: of.warrantyId },
      productId: of.productId,
      name: of.productName,
      imageUrl: of.imageUrl,
      boughtOn: of.startsOn,
      endsOn: of.endsOn,
      isCovered: addDays(of.endsOn, graceDays) >= today,
      underWay: underWay.get(of.warrantyId) ?? null,
    }),
  );
  const lines = new Set(warranties.map(({ purchaseLineId }) => purchaseLineId));
  const { rows } = await purchasesOf(ctx, { memberId, limit: shownPurchases });
  const bought = rows
    .filter(({ kind }) => kind === "sale")
    .flatMap((sale) =>
      sale.lines.flatMap((line): Choice[] =>
        line.productId === null || lines.has(line.lineId) || line.returnedQuantity >= line.quantity
          ? []
          : [
              {
                product: { by: "purchase", purchaseId: sale.purchaseId, lineId: line.lineId },
                productId: line.productId,
                name: line.name,
                imageUrl: line.imageUrl,
                boughtOn: dayIn(sale.occurredAt, timeZone),
                endsOn: null,
                isCovered: false,
                underWay: null,
              },
            ],
      ),
    );
  return [...covered, ...bought].sort(
    (a, b) => Number(b.isCovered) - Number(a.isCovered) || (a.boughtOn < b.boughtOn ? 1 : -1),
  );
}

async function kindsOf(ctx: Ctx, productIds: string[]): Promise<Map<string, DeviceKind>> {
  const [products, tree] = [await productsByIds(ctx, productIds), await categoryTree(ctx)];
  const categories = new Map(tree.map((category) => [category.categoryId, category]));
  const namesOf = (categoryId: string | null): string[] => {
    const category = categoryId === null ? undefined : categories.get(categoryId);
    return category ? [category.name, ...namesOf(category.parentId)] : [];
  };
  return new Map(
    products.map((product) => [product.productId, deviceKindOf([...namesOf(product.categoryId), product.name])]),
  );
}
