import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { repairBoard, repairCounts } from "./queries/board";
import { findByNumber, repairsOf, repairState } from "./queries/find-repair";
import { repairMoments } from "./queries/moments";
import { repairsHeldOf } from "./queries/person-data";
import { repairById } from "./queries/repair";
import { noteOnRepair } from "./service/note-repair";
import { requestRepair } from "./service/request-repair";
import { cancelRepair } from "./service/step-repair";
import { newRepairWorld, complaint, other, ask, codeOf } from "@/db/testing/repair-world";

describe("who sees what", () => {
  it("keeps notes and names for the shop, and shows a mail's reader the state only", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world);
    await noteOnRepair(world.ctx, { repairId, text: "お客様はお急ぎ" });
    expect((await repairById(world.ctx, repairId)).events.some(({ note }) => note === "お客様はお急ぎ")).toBe(true);
    expect(JSON.stringify(await repairById(world.me, repairId))).not.toContain("お急ぎ");
    const link = world.as({ kind: "link", memberId: world.memberId });
    const shown = await repairState(link, { memberId: world.memberId, repairId });
    expect(shown).toMatchObject({ state: "received", productName: "冷蔵庫 HR-2200" });
    expect(JSON.stringify(shown)).not.toMatch(/昨日|090|YenYen|postal/);
    expect(await codeOf(repairById(link, repairId))).toBe("forbidden repairs.not_for_you");
    expect(await codeOf(repairsOf(link, world.memberId))).toBe("forbidden repairs.not_for_you");
    expect(await codeOf(noteOnRepair(world.me, { repairId, text: "x" }))).toBe("forbidden repairs.not_for_you");
    const neighbour = world.as({ kind: "member", id: await newTestMember(world.ctx) });
    expect(await codeOf(repairById(neighbour, repairId))).toBe("not_found repairs.not_found");
    const elsewhere = await newTestShop();
    expect(await codeOf(repairById(elsewhere.ctx, repairId))).toBe("not_found repairs.not_found");
    expect(await codeOf(repairsOf(elsewhere.ctx, world.memberId))).toBe("not_found members.member");
  });
});

describe("a member's story and data", () => {
  it("hold each step, and all that is kept, but nothing of the shop's own", async () => {
    const world = await newRepairWorld();
    const { repairId } = await ask(world);
    await noteOnRepair(world.ctx, { repairId, text: "お客様はお急ぎ" });
    await cancelRepair(world.me, { repairId, version: 1 });
    expect((await repairMoments(world.ctx, world.memberId)).map(({ state }) => state).toSorted()).toEqual([
      "cancelled",
      "received",
    ]);
    const system = world.as({ kind: "system", name: "export" });
    const held = await repairsHeldOf(system, world.memberId);
    expect(held).toMatchObject([{ repairId, description: "昨日から冷えません 🧊", state: "cancelled" }]);
    expect(JSON.stringify(held)).not.toContain("お急ぎ");
    const elsewhere = await newTestShop();
    expect(await codeOf(repairMoments(elsewhere.ctx, world.memberId))).toBe("not_found members.member");
    expect(await codeOf(repairMoments(world.as(staffActor({ role: "analyst" })), world.memberId))).toBe(
      "forbidden repairs.not_for_you",
    );
  });
});

describe("the board", () => {
  it("shows what is due first, counts, finds, filters and turns pages", async () => {
    const world = await newRepairWorld();
    const late = { ...world.ctx, now: new Date(world.ctx.now.getTime() - 10 * 86_400_000) };
    const { receiptNo } = await requestRepair({ ...world.me, now: late.now }, world.memberId, complaint(world, other));
    await ask(world);
    const { repairId: gone } = await ask(world, { product: { by: "other", name: "ドライヤー" } });
    await cancelRepair(world.me, { repairId: gone, version: 1 });
    const names = async (input: Parameters<typeof repairBoard>[1]) =>
      (await repairBoard(world.ctx, input)).rows.map((row) => row.productName);
    expect(await names({})).toEqual(["ラジオ RX-1", "冷蔵庫 HR-2200"]);
    expect(await names({ view: "overdue" })).toEqual(["ラジオ RX-1"]);
    expect(await names({ view: "cancelled" })).toEqual(["ドライヤー"]);
    expect(await names({ view: "all", q: "ﾄﾞﾗｲﾔｰ" })).toEqual(["ドライヤー"]);
    expect(await names({ view: "all", q: `R${receiptNo}` })).toEqual(["ラジオ RX-1"]);
    expect(await names({ q: "たなか" })).toHaveLength(2);
    expect(await names({ q: "090-1234-5678" })).toHaveLength(2);
    expect(await names({ q: "%" })).toEqual([]);
    expect(await names({ storeId: world.storeId })).toHaveLength(2);
    expect(await names({ storeId: newId() })).toEqual([]);
    const first = await repairBoard(world.ctx, { limit: 1 });
    const second = await repairBoard(world.ctx, { limit: 1, cursor: first.cursor ?? "" });
    expect([first.rows[0]?.isOverdue, second.rows[0]?.productName, second.cursor]).toEqual([
      true,
      "冷蔵庫 HR-2200",
      null,
    ]);
    expect(await codeOf(repairBoard(world.ctx, { cursor: "rubbish" }))).toBe("invalid kernel.invalid_input");
    expect(await repairCounts(world.ctx)).toMatchObject({ open: 2, overdue: 1 });
    expect(await codeOf(repairBoard(world.me, {}))).toBe("forbidden repairs.not_for_you");
    expect(await codeOf(repairBoard(world.as(staffActor({ role: "analyst" })), {}))).toBe(
      "forbidden repairs.not_for_you",
    );
    expect((await repairBoard((await newTestShop()).ctx, {})).rows).toEqual([]);
    expect(
      await codeOf(
        findByNumber(
          world.ctx,
          receiptNo.replace(/.$/, (last) => String((Number(last) + 1) % 10)),
        ),
      ),
    ).toBe("invalid repairs.number_misread");
    expect(await codeOf(findByNumber((await newTestShop()).ctx, receiptNo))).toBe("not_found repairs.not_found");
  });
});
