import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { read } from "@/server/kernel/ctx";
import { newTestShop, staffActor } from "@/server/kernel/testing";
import { categoryTree, productById, productIdsByCode, productsByIds, searchProducts } from "./queries";
import { upsertCategories, upsertProducts } from "./service";

const auditRows = (ctx: Parameters<typeof read>[0]) =>
  read(ctx, async (db) =>
    (await db.execute(sql`select action from audit_log order by id`)).rows.map((row) => row.action),
  );

describe("upsertCategories", () => {
  it("builds the tree, moves a subtree with its paths, and changes nothing when repeated", async () => {
    const { ctx } = await newTestShop();
    const rows = [
      { externalId: "tv", name: "テレビ", parentExternalId: "av" },
      { externalId: "av", name: "映像・音響" },
      { externalId: "kitchen", name: "キッチン家電" },
    ];
    expect(await upsertCategories(ctx, rows)).toEqual({ written: 3 });
    expect(await upsertCategories(ctx, rows)).toEqual({ written: 0 });
    await upsertCategories(ctx, [{ externalId: "av", name: "映像・音響", parentExternalId: "kitchen" }]);
    const tree = await categoryTree(ctx);
    const [top, middle, leaf] = ["kitchen", "av", "tv"].map((code) => tree.find((c) => c.externalId === code));
    expect(leaf?.path).toBe(`/${top?.categoryId}/${middle?.categoryId}/${leaf?.categoryId}/`);
    expect(await auditRows(ctx)).toEqual(["catalog.upsert_categories", "catalog.upsert_categories"]);
  });

  it("refuses a ring, a missing parent, and staff of the counter", async () => {
    const shop = await newTestShop();
    await expect(
      upsertCategories(shop.ctx, [{ externalId: "a", name: "A", parentExternalId: "a" }]),
    ).rejects.toMatchObject({
      code: "invalid",
      reason: "catalog.category_tree",
    });
    await expect(
      upsertCategories(shop.as(staffActor({ role: "store_staff" })), [{ externalId: "a", name: "A" }]),
    ).rejects.toMatchObject({ code: "forbidden", reason: "catalog.role" });
  });
});

describe("upsertProducts", () => {
  it("inserts, changes, takes the last of equal codes, and counts a repeat as nothing", async () => {
    const { ctx } = await newTestShop();
    const rows = [
      { externalId: "R-1", name: "古い名前" },
      { externalId: "R-1", name: "冷蔵庫 400L", priceYen: 98_000, warrantyMonths: 12 },
      { externalId: "T-1", name: "テレビ 55型", isDiscontinued: true },
    ];
    expect(await upsertProducts(ctx, rows)).toEqual({ inserted: 2, changed: 0 });
    expect(await upsertProducts(ctx, rows)).toEqual({ inserted: 0, changed: 0 });
    expect(await upsertProducts(ctx, [{ externalId: "R-1", name: "冷蔵庫 400L", priceYen: 88_000 }])).toEqual({
      inserted: 0,
      changed: 1,
    });
    const ids = await productIdsByCode(ctx, ["R-1", "T-1", "none"]);
    expect([...ids.keys()].sort()).toEqual(["R-1", "T-1"]);
    const [fridge] = await productsByIds(ctx, [ids.get("R-1") ?? ""]);
    expect(fridge).toMatchObject({ priceYen: 88_000, warrantyMonths: null });
    expect((await searchProducts(ctx, {})).rows.map((row) => row.externalId)).toEqual(["R-1"]);
  });

  it("refuses an unknown category by its code, wrong amounts and unreadable names", async () => {
    const { ctx } = await newTestShop();
    const product = { externalId: "P", name: "品" };
    await expect(upsertProducts(ctx, [{ ...product, categoryExternalId: "none" }])).rejects.toMatchObject({
      reason: "catalog.unknown_category",
      details: { code: "none" },
    });
    for (const wrong of [
      { priceYen: -1 },
      { priceYen: 1.5 },
      { warrantyMonths: 601 },
      { name: "a\u0000b" },
      { imageUrl: "javascript:alert(1)" },
    ])
      await expect(upsertProducts(ctx, [{ ...product, ...wrong }])).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("product search", () => {
  it("finds a part of the name in any width and case, or the whole code, page by page and without wildcards", async () => {
    const { ctx } = await newTestShop();
    await upsertCategories(ctx, [
      { externalId: "av", name: "AV" },
      { externalId: "tv", name: "TV", parentExternalId: "av" },
    ]);
    await upsertProducts(ctx, [
      ...Array.from({ length: 5 }, (_, i) => ({
        externalId: `TV-${i}`,
        name: `アオイ テレビ ${i}`,
        categoryExternalId: "tv",
      })),
      { externalId: "USB", name: "USBケーブル 100%充電", janCode: "4901234567894" },
    ]);
    const names = async (q: string) => (await searchProducts(ctx, { q })).rows.map((row) => row.externalId);
    expect(await names("ｕｓｂ")).toEqual(["USB"]);
    expect(await names("4901234567894")).toEqual(["USB"]);
    expect(await names("%")).toEqual(["USB"]);
    expect(await names("テレビ")).toHaveLength(5);
    const first = await searchProducts(ctx, { q: "テレビ", limit: 3 });
    const second = await searchProducts(ctx, { q: "テレビ", limit: 3, cursor: first.cursor ?? "" });
    expect([...first.rows, ...second.rows].map((row) => row.externalId)).toEqual([
      "TV-0",
      "TV-1",
      "TV-2",
      "TV-3",
      "TV-4",
    ]);
    expect(second.cursor).toBeNull();
    const av = (await categoryTree(ctx)).find((c) => c.externalId === "av");
    expect((await searchProducts(ctx, { categoryId: av?.categoryId })).rows).toHaveLength(5);
    await expect(searchProducts(ctx, { cursor: "bogus" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("shows nothing of another shop", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    await upsertProducts(mine.ctx, [{ externalId: "P", name: "品" }]);
    const id = (await productIdsByCode(mine.ctx, ["P"])).get("P") ?? "";
    expect(await productsByIds(other.ctx, [id])).toEqual([]);
    expect((await searchProducts(other.ctx, {})).rows).toEqual([]);
    await expect(productById(other.ctx, id)).rejects.toMatchObject({
      code: "not_found",
      reason: "catalog.product_not_found",
    });
  });
});
