import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { fileById, saveImage } from "@/server/kernel/files";
import { newId } from "@/server/kernel/ids";
import { newTestMember, staffActor } from "@/server/kernel/testing";
import { voidWarranties } from "@/server/warranties/service";
import { warrantiesOf } from "@/server/warranties/queries";
import type { OwnRequest } from "./input";
import { findByNumber } from "./queries/find-repair";
import { repairById } from "./queries/repair";
import { slipOf } from "./queries/slip";
import { addRepairPhotos, moveItem } from "./service/note-repair";
import { drawReceiptNumber, requestRepair, takeInRepair } from "./service/request-repair";
import { newRepairWorld, complaint, other, ask, codeOf, emitted } from "@/db/testing/repair-world";

describe("asking for a repair", () => {
  it("gives a receipt, judges by the rule, tells the rest of the house, and is one request however often it is sent", async () => {
    const world = await newRepairWorld();
    const wanted = complaint(world);
    const [first, second] = await Promise.all([
      requestRepair(world.me, world.memberId, wanted),
      requestRepair(world.me, world.memberId, wanted),
    ]);
    expect(second).toEqual(first);
    const repair = await repairById(world.me, first.repairId);
    expect(repair).toMatchObject({
      state: "received",
      receiptNo: first.receiptNo,
      productName: "冷蔵庫 HR-2200",
      coverage: "warranty",
      ruleReason: "in_warranty",
      storeName: "吉祥寺本店",
      source: "my_page",
      next: ["cancelled"],
    });
    expect(repair.dueAt).toEqual(new Date(world.ctx.now.getTime() + 3 * 86_400_000));
    expect(await emitted(world.ctx)).toEqual(["repair.received"]);
    expect(await findByNumber(world.ctx, `R${first.receiptNo}`)).toEqual({
      repairId: first.repairId,
      memberId: world.memberId,
    });
  });

  it("is paid without a warranty, after it, and for damage that the shop leaves out", async () => {
    const world = await newRepairWorld();
    const reason = async (overrides: Partial<OwnRequest>) =>
      (await repairById(world.me, (await ask(world, overrides)).repairId)).ruleReason;
    expect(await reason(other)).toBe("no_warranty");
    expect(await reason({ cause: "water" })).toBe("excluded_water");
    const later = { ...world.me, now: new Date("2026-12-01T00:00:00Z") };
    const { repairId } = await requestRepair(later, world.memberId, complaint(world, other));
    expect((await repairById(later, repairId)).ruleReason).toBe("no_warranty");
    const ended = await newRepairWorld();
    const { repairId: late } = await requestRepair({ ...ended.me, now: later.now }, ended.memberId, complaint(ended));
    expect((await repairById(ended.me, late)).ruleReason).toBe("ended");
    const returned = await newRepairWorld();
    await voidWarranties(returned.ctx, {
      memberId: returned.memberId,
      purchaseLineId: returned.purchaseLineId,
      pieces: 1,
    });
    expect((await repairById(returned.me, (await ask(returned)).repairId)).ruleReason).toBe("voided");
  });

  it("refuses a piece that is under repair already, but not its twin", async () => {
    const world = await newRepairWorld(2);
    const [one, two] = await warrantiesOf(world.ctx, world.memberId);
    const of = (warrantyId = "") => ask(world, { product: { by: "warranty", warrantyId } });
    await of(one?.warrantyId);
    expect(await codeOf(of(one?.warrantyId))).toBe("conflict repairs.already_open");
    expect((await repairById(world.me, (await of(two?.warrantyId)).repairId)).ruleReason).toBe("in_warranty");
  });

  it("names the field at fault", async () => {
    const world = await newRepairWorld();
    const fieldOf = (overrides: Partial<OwnRequest>) =>
      ask(world, overrides).then(
        () => null,
        (error: { details?: { field?: string } }) => error.details?.field,
      );
    const pickUp = (on: string, postalCode = "180-0004") =>
      fieldOf({
        ...other,
        phone: "090-1234-5678",
        handOver: {
          way: "pick_up",
          postalCode,
          prefecture: "東京都",
          city: "武蔵野市",
          addressLine: "吉祥寺本町1-0-0",
          on,
          window: "morning",
        },
      });
    expect(await pickUp("2026-11-24")).toBeNull();
    expect(await pickUp("2026-11-23")).toBe("handOver.on");
    expect(await pickUp("2027-02-24")).toBe("handOver.on");
    expect(await pickUp("2026-11-24", "180-04")).toBe("handOver.postalCode");
    expect(await fieldOf({ ...other, description: "   " })).toBe("description");
    expect(await fieldOf({ ...other, description: "\ud800" })).toBe("description");
    expect(await fieldOf({ ...other, description: "あ".repeat(2_001) })).toBe("description");
    expect(await fieldOf({ ...other, contactWay: "phone" })).toBe("phone");
    expect(await fieldOf({ ...other, contactWay: "phone", phone: "90-12" })).toBe("phone");
    expect(await fieldOf({ ...other, photoIds: Array.from({ length: 6 }, () => newId()) })).toBe("photoIds");
    expect(await fieldOf({ ...other, handOver: { way: "store", storeId: newId() } })).toBe("handOver.storeId");
    expect(await fieldOf({ ...other, product: { by: "other", name: "𠮷".repeat(60) } })).toBeNull();
  });

  it("is for the member and the shop's people; other members, shops, link holders and those who left are refused", async () => {
    const [world, elsewhere] = [await newRepairWorld(), await newRepairWorld()];
    const neighbour = await newTestMember(world.ctx);
    const asNeighbour = world.as({ kind: "member", id: neighbour });
    const of = complaint(world);
    expect(await codeOf(requestRepair(asNeighbour, world.memberId, of))).toBe("forbidden repairs.not_for_you");
    expect(await codeOf(requestRepair(world.as({ kind: "link", memberId: world.memberId }), world.memberId, of))).toBe(
      "forbidden repairs.not_for_you",
    );
    expect(await codeOf(requestRepair(world.as(staffActor({ role: "analyst" })), world.memberId, of))).toBe(
      "forbidden repairs.not_for_you",
    );
    expect(await codeOf(requestRepair(asNeighbour, neighbour, of))).toBe("not_found warranties.not_found");
    expect(await codeOf(requestRepair(elsewhere.ctx, world.memberId, { ...of, ...other }))).toBe(
      "not_found members.member",
    );
    expect(
      await codeOf(requestRepair(elsewhere.me, elsewhere.memberId, { ...complaint(elsewhere), product: of.product })),
    ).toBe("not_found warranties.not_found");
    const left = await newTestMember(world.ctx, { withdrawnAt: world.ctx.now });
    expect(await codeOf(takeInRepair(world.ctx, { ...of, ...other, memberId: left }))).toBe(
      "refused members.withdrawn",
    );
  });

  it("draws another number when one is taken", async () => {
    const world = await newRepairWorld();
    const { receiptNo } = await ask(world, other);
    const serials = [Number(receiptNo.slice(0, 7)), 42];
    const drawn = await inTransaction(world.ctx, (t) => drawReceiptNumber(t, newId(), () => serials.shift() ?? 0));
    expect(drawn.slice(0, 7)).toBe("0000042");
  });

  it("takes in at the counter, product in hand", async () => {
    const world = await newRepairWorld();
    const { repairId } = await takeInRepair(world.ctx, {
      ...complaint(world),
      memberId: world.memberId,
      accessories: "電源コード、棚2枚",
    });
    expect(await repairById(world.ctx, repairId)).toMatchObject({
      source: "counter",
      itemInAt: world.ctx.now,
      accessories: "電源コード、棚2枚",
    });
    expect(await slipOf(world.ctx, repairId)).toMatchObject({
      store: { name: "吉祥寺本店" },
      member: { familyName: "田中" },
    });
    expect((await slipOf(world.ctx, repairId)).barcodeSvg).toContain("<svg");
    await expect(moveItem(world.ctx, { repairId, version: 1, place: "shop" })).rejects.toMatchObject({
      reason: "repairs.item_already_there",
    });
  });
});

describe("photos", () => {
  const picture = () =>
    sharp({ create: { width: 20, height: 20, channels: 3, background: "#c00" } })
      .jpeg()
      .toBuffer();
  const upload = async (ctx: Ctx, memberId: string | null) =>
    (await saveImage(ctx, { kind: "repair_photo", fileName: "a.jpg", memberId, bytes: await picture() })).fileId;

  it("belong to whoever sent them, to one repair, and stay", async () => {
    const world = await newRepairWorld();
    const mine = await upload(world.me, world.memberId);
    const { repairId } = await ask(world, { photoIds: [mine] });
    expect((await repairById(world.me, repairId)).photos.map(({ fileId }) => fileId)).toEqual([mine]);
    expect(await codeOf(ask(world, { ...other, photoIds: [mine] }))).toBe("not_found files.not_found");
    const neighbour = await newTestMember(world.ctx);
    const foreign = await upload(world.as({ kind: "member", id: neighbour }), neighbour);
    expect(await codeOf(ask(world, { ...other, photoIds: [foreign] }))).toBe("not_found files.not_found");
    const logo = (await saveImage(world.ctx, { kind: "logo", fileName: "l.png", bytes: await picture() })).fileId;
    expect(await codeOf(ask(world, { ...other, photoIds: [logo] }))).toBe("not_found files.not_found");
    const elsewhere = await newRepairWorld();
    const theirs = await upload(elsewhere.me, elsewhere.memberId);
    expect(await codeOf(ask(world, { ...other, photoIds: [theirs] }))).toBe("not_found files.not_found");
    expect(await fileById(world.ctx, mine)).toMatchObject({ memberId: world.memberId, mediaType: "image/webp" });
  });

  it("of the workshop are added, ten in all", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world, other);
    const five = async () => Promise.all([0, 1, 2, 3, 4].map(() => upload(world.ctx, null)));
    await addRepairPhotos(world.ctx, { repairId, photoIds: await five() });
    await addRepairPhotos(world.ctx, { repairId, photoIds: await five() });
    const one = [await upload(world.ctx, null)];
    expect(await codeOf(addRepairPhotos(world.ctx, { repairId, photoIds: one }))).toBe(
      "refused repairs.too_many_photos",
    );
    expect(await codeOf(addRepairPhotos(world.me, { repairId, photoIds: one }))).toBe("forbidden repairs.not_for_you");
  });
});
