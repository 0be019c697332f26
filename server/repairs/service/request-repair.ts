import { randomInt } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { repairPhotos, repairRequests } from "@/db/schema/repairs";
import { productsByIds } from "@/server/catalog/queries";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { keepFiles } from "@/server/kernel/files";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { addDays, dayIn } from "@/server/kernel/time";
import { lockMember, takeKey } from "@/server/members/service/key-holder";
import { purchaseById } from "@/server/purchases/queries";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { warrantyById } from "@/server/warranties/queries";
import type { z } from "zod";
import { canManageRepairs, canRequestRepair } from "../access";
import { counterRequest, openStates, ownRequest, type RepairPolicy } from "../input";
import { openRepairUnder } from "../queries/find-repair";
import { judgedWarranty } from "../queries/judged-warranty";
import { policyOf } from "../queries/policy";
import { pickUpStore } from "../rules/pick-up-store";
import { dueAtOf } from "../rules/policy";
import { receiptNumber, receiptSerials } from "../rules/receipt-number";
import { judgeWarranty } from "../rules/warranty";
import { addEvent } from "./repair-row";

/** More than a household repairs at once. */
const mostOpen = 20;
const furthestPickUpDays = 60;

export interface Receipt {
  repairId: string;
  receiptNo: string;
}

/**
 * A member asks for a repair of something they bought, or of something else. The same `key` again gives the receipt that was given
 * before. Throws `not_found` (product, store, photo), `conflict` `repairs.already_open`, `invalid` with the field at fault.
 */
export async function requestRepair(ctx: Ctx, memberId: string, input: z.input<typeof ownRequest>): Promise<Receipt> {
  demand(canRequestRepair(ctx.actor, memberId));
  return receive(ctx, memberId, parseInput(ownRequest, input), { source: "my_page" });
}

/** The same, written down by the shop's people for a member before them. */
export async function takeInRepair(ctx: Ctx, input: z.input<typeof counterRequest>): Promise<Receipt> {
  demand(canManageRepairs(ctx.actor));
  const { memberId, isItemHere, accessories, ...request } = parseInput(counterRequest, input);
  return receive(ctx, memberId, request, {
    source: "counter",
    itemInAt: isItemHere ? ctx.now : null,
    accessories: accessories ?? null,
  });
}

type Extra = Pick<typeof repairRequests.$inferInsert, "source" | "itemInAt" | "accessories">;

function receive(ctx: Ctx, memberId: string, of: z.output<typeof ownRequest>, extra: Extra): Promise<Receipt> {
  return inTransaction(ctx, async (t) => {
    const before = await requestedBefore(t, memberId, of.key);
    if (before) return before;
    const [shop, { policy }, product] = [await tenantOf(t), await policyOf(t), await chosenProduct(t, memberId, of)];
    const today = dayIn(t.now, shop.timeZone);
    const handOver = await handOverColumns(t, of.handOver, policy, today);
    const warranty = product.warrantyId ? await judgedWarranty(t, memberId, product.warrantyId) : null;
    const judged = judgeWarranty({ requestedOn: today, warranty, symptom: of.symptom, cause: of.cause, policy });
    const repairId = newId();
    await keepFiles(t, { fileIds: of.photoIds, kind: "repair_photo", memberId });
    await audit(t, {
      action: "repairs.request",
      subject: { kind: "repair", id: repairId },
      memberId,
      after: { source: extra.source, product: product.productName, coverage: judged.coverage, reason: judged.reason },
    });
    await demandFree(t, memberId, of, product.warrantyId);
    const receiptNo = await drawReceiptNumber(t, memberId);
    await t.tx.insert(repairRequests).values({
      tenantId: t.tenant,
      memberId,
      id: repairId,
      receiptNo,
      requestKey: of.key,
      state: "received",
      stateSince: t.now,
      dueAt: dueAtOf("received", t.now, policy),
      requestedAt: t.now,
      ...product,
      serialNo: of.serialNo ?? null,
      symptom: of.symptom,
      cause: of.cause,
      description: of.description,
      noticed: of.noticed,
      ...handOver,
      contactWay: of.contactWay,
      contactPhone: of.phone ?? null,
      coverage: judged.coverage,
      ruleCoverage: judged.coverage,
      ruleReason: judged.reason,
      ...extra,
    });
    const eventId = await addEvent(t, { memberId, id: repairId }, { kind: "state", toState: "received" });
    await emit(t, "repair.received", { memberId, repairId, eventId });
    if (extra.itemInAt) await addEvent(t, { memberId, id: repairId }, { kind: "item", details: { place: "shop" } });
    await addPhotos(t, { memberId, id: repairId }, of.photoIds, 0);
    return { repairId, receiptNo };
  });
}

async function requestedBefore(t: TxCtx, memberId: string, key: string): Promise<Receipt | null> {
  // The member's row is locked first: of the same request sent twice at once, the second waits and then finds the first.
  const member = await lockMember(t, memberId);
  if (member.withdrawnAt) throw new DomainError("refused", "members.withdrawn");
  const [row] = await t.tx
    .select({ repairId: repairRequests.id, receiptNo: repairRequests.receiptNo })
    .from(repairRequests)
    .where(
      and(
        eq(repairRequests.tenantId, t.tenant),
        eq(repairRequests.memberId, memberId),
        eq(repairRequests.requestKey, key),
      ),
    );
  return row ?? null;
}

/** Throws when this piece is being repaired already, or when there are more open repairs than anybody has. */
async function demandFree(
  t: TxCtx,
  memberId: string,
  of: z.output<typeof ownRequest>,
  warrantyId: string | null,
): Promise<void> {
  const member = { tenant: eq(repairRequests.tenantId, t.tenant), own: eq(repairRequests.memberId, memberId) };
  const [under] = await openRepairUnder(t, memberId, warrantyId ? [warrantyId] : []);
  if (under)
    throw new DomainError("conflict", "repairs.already_open", { receiptNo: under.receiptNo, field: "product" });
  const [open] = await t.tx
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(repairRequests)
    .where(and(member.tenant, member.own, inArray(repairRequests.state, [...openStates])));
  if ((open?.n ?? 0) >= mostOpen) throw new DomainError("refused", "repairs.too_many_open", { most: mostOpen });
  if (of.contactWay !== "mail" || t.actor.kind !== "member") return;
  const { emailNormalised } = await lockMember(t, memberId);
  if (emailNormalised === null) throw new DomainError("invalid", "repairs.no_mail", { field: "contactWay" });
}

async function chosenProduct(t: TxCtx, memberId: string, { product }: z.output<typeof ownRequest>) {
  if (product.by === "other") return { productId: null, productName: product.name, warrantyId: null };
  if (product.by === "warranty") {
    const found = await warrantyById(t, { memberId, warrantyId: product.warrantyId });
    return { productId: found.productId, productName: found.productName, warrantyId: found.warrantyId };
  }
  const { lines, kind } = await purchaseById(t, { memberId, purchaseId: product.purchaseId });
  const line = kind === "sale" ? lines.find(({ lineId }) => lineId === product.lineId) : undefined;
  if (!line?.productId) throw new DomainError("not_found", "repairs.no_such_product", { field: "product" });
  const [known] = await productsByIds(t, [line.productId]);
  return { productId: line.productId, productName: known?.name ?? line.name, warrantyId: null };
}

async function handOverColumns(
  t: TxCtx,
  of: z.output<typeof ownRequest>["handOver"],
  policy: RepairPolicy,
  today: string,
) {
  const stores = (await storesOf(t)).filter(({ kind }) => kind === "shop");
  if (of.way === "store") {
    if (!stores.some(({ id }) => id === of.storeId))
      throw new DomainError("not_found", "tenancy.store", { field: "handOver.storeId" });
    return { handOver: of.way, storeId: of.storeId };
  }
  if (!policy.isPickUpOffered) throw new DomainError("refused", "repairs.no_pick_up", { field: "handOver.way" });
  const [first, last] = [addDays(today, policy.pickUpLeadDays), addDays(today, furthestPickUpDays)];
  if (of.on < first || of.on > last)
    throw new DomainError("invalid", "repairs.pick_up_day", { field: "handOver.on", first, last });
  const { postalCode, prefecture, city, addressLine } = of;
  return {
    handOver: of.way,
    storeId: pickUpStore(stores, policy.pickUpStoreId, postalCode),
    postalCode,
    prefecture,
    city,
    addressLine,
    pickUpOn: of.on,
    pickUpWindow: of.window,
  };
}

/** Draws a receipt number that no other repair of the shop has. `draw` gives a serial below its argument. */
export async function drawReceiptNumber(
  t: TxCtx,
  memberId: string,
  draw: (below: number) => number = randomInt,
): Promise<string> {
  for (let tries = 0; tries < 10; tries += 1) {
    const receiptNo = receiptNumber(draw(receiptSerials));
    const [own] = await t.tx
      .select({ id: repairRequests.id })
      .from(repairRequests)
      .where(
        and(
          eq(repairRequests.tenantId, t.tenant),
          eq(repairRequests.memberId, memberId),
          eq(repairRequests.receiptNo, receiptNo),
        ),
      );
    if (!own && (await takeKey(t, memberId, "repair", receiptNo))) return receiptNo;
  }
  throw new Error("no free receipt number after ten draws");
}

/** Ties kept pictures to a repair, behind the `before` that it has. */
export async function addPhotos(
  t: TxCtx,
  row: { memberId: string; id: string },
  photoIds: readonly string[],
  before: number,
): Promise<void> {
  if (photoIds.length === 0) return;
  await t.tx.insert(repairPhotos).values(
    photoIds.map((fileId, place) => ({
      tenantId: t.tenant,
      memberId: row.memberId,
      repairId: row.id,
      fileId,
      place: before + place,
      addedAt: t.now,
      addedByKind: t.actor.kind,
    })),
  );
}
