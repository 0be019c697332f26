import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/kernel";
import { insertProduct } from "@/db/testing/factories";
import { read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestShop, staffActor } from "@/server/kernel/testing";
import { listSegments, segmentById } from "./queries/saved";
import { archiveSegment, createSegment, duplicateSegment, updateSegment } from "./service/edit-segment";

const everyone = { type: "everyone" } as const;
const owning = (productId: string) => ({
  type: "purchases",
  measure: "times",
  atLeast: 1,
  where: { productIds: [productId] },
});

describe("saved segments", () => {
  it("are created, changed and archived, each with its audit row", async () => {
    const { ctx } = await newTestShop();
    const productId = newId();
    await ctx.db.transaction(ctx.tenant, "write", (tx) =>
      insertProduct(tx, { tenantId: ctx.tenant, id: productId, name: "冷蔵庫 R-500" }),
    );
    const { id } = await createSegment(ctx, { name: "冷蔵庫をお持ちの方", rule: owning(productId) });
    expect(await segmentById(ctx, id)).toMatchObject({
      name: "冷蔵庫をお持ちの方",
      names: { products: { [productId]: "冷蔵庫 R-500" } },
    });
    await updateSegment(ctx, { id, revision: 1, name: "全員", rule: everyone });
    expect((await listSegments(ctx)).rows).toMatchObject([{ id, name: "全員", rule: everyone }]);
    await archiveSegment(ctx, { id });
    expect((await listSegments(ctx)).rows).toEqual([]);
    await expect(archiveSegment(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(updateSegment(ctx, { id, revision: 1, name: "全員", rule: everyone })).rejects.toMatchObject({
      code: "not_found",
    });
    const rows = await read(ctx, (tx) =>
      tx
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.tenantId, ctx.tenant), eq(auditLog.subjectId, id))),
    );
    expect(rows.map((row) => row.action).sort()).toEqual(["segments.archive", "segments.create", "segments.update"]);
  });

  it("say so where two people save over the same beginning, and keep what the first one saved", async () => {
    const { ctx } = await newTestShop();
    const { id } = await createSegment(ctx, { name: "全員", description: "配信の土台", rule: everyone });
    const saved = await updateSegment(ctx, { id, revision: 1, name: "みなさま", rule: everyone });
    expect(saved).toEqual({ revision: 2 });
    await expect(updateSegment(ctx, { id, revision: 1, name: "別名", rule: everyone })).rejects.toMatchObject({
      code: "conflict",
      reason: "segments.changed_meanwhile",
      details: { revision: 2 },
    });
    expect(await segmentById(ctx, id)).toMatchObject({ name: "みなさま", description: "", revision: 2 });
  });

  it("are copied under the next free name", async () => {
    const { ctx } = await newTestShop();
    const { id } = await createSegment(ctx, { name: "会員🎌".repeat(15), description: "元", rule: everyone });
    for (const number of [2, 3]) {
      const copy = await segmentById(ctx, (await duplicateSegment(ctx, { id })).id);
      expect(copy).toMatchObject({ description: "元", rule: everyone, revision: 1 });
      expect(copy.name).toMatch(new RegExp(` \\(${number}\\)$`));
    }
    await archiveSegment(ctx, { id });
    await expect(duplicateSegment(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("refuse a second of the same name, and rules that point at nothing of this shop", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    const foreign = newId();
    await other.ctx.db.transaction(other.ctx.tenant, "write", (tx) =>
      insertProduct(tx, { tenantId: other.ctx.tenant, id: foreign }),
    );
    await createSegment(mine.ctx, { name: "全員", rule: everyone });
    await createSegment(other.ctx, { name: "全員", rule: everyone });
    await expect(createSegment(mine.ctx, { name: "全員", rule: everyone })).rejects.toMatchObject({
      code: "conflict",
      reason: "segments.name_taken",
    });
    for (const id of [foreign, newId()]) {
      const pointing = createSegment(mine.ctx, { name: "よその商品", rule: { type: "not", of: owning(id) } });
      await expect(pointing).rejects.toMatchObject({
        code: "refused",
        reason: "segments.unknown_reference",
        details: { kind: "products", id },
      });
    }
  });

  it("are closed to other shops and other roles", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    const { id } = await createSegment(mine.ctx, { name: "全員", rule: everyone });
    await expect(segmentById(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(updateSegment(other.ctx, { id, revision: 1, name: "x", rule: everyone })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(archiveSegment(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    const analyst = mine.as(staffActor({ role: "analyst" }));
    expect((await listSegments(analyst)).rows).toHaveLength(1);
    for (const actor of [
      staffActor({ role: "analyst" }),
      staffActor({ role: "store_staff" }),
      { kind: "member", id: newId() } as const,
    ]) {
      const ctx = mine.as(actor);
      await expect(createSegment(ctx, { name: "x", rule: everyone })).rejects.toMatchObject({
        reason: "segments.role",
      });
      await expect(archiveSegment(ctx, { id })).rejects.toMatchObject({ reason: "segments.role" });
    }
  });
});
