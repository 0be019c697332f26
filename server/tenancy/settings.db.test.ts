import { and, desc, eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/kernel";
import { type Ctx, read } from "@/server/kernel/ctx";
import { saveImage } from "@/server/kernel/files";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { newTestShop, staffActor } from "@/server/kernel/testing";
import { settingsOf, storeList } from "./queries/settings";
import { storesOf } from "./queries/shop";
import { changeBrand, changeCard, changeLanguage, changeSending } from "./service/change-settings";
import { changeStore, closeStore, reopenStore } from "./service/change-store";
import { createStore } from "./service/create-store";

const newestAudit = async (ctx: Ctx, action: string) => {
  const [row] = await read(ctx, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, ctx.tenant), eq(auditLog.action, action)))
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(1),
  );
  return row;
};
const picture = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: "#c00" } })
    .png()
    .toBuffer();

describe("settings of a shop", () => {
  it("changes name, logo and colour, keeps the logo and writes down what was before", async () => {
    const { ctx } = await newTestShop();
    const { brand } = await settingsOf(ctx);
    const { fileId } = await saveImage(ctx, { kind: "logo", fileName: "logo.png", bytes: await picture() });
    const name = "とても長い名前の".repeat(7).slice(0, 56) + "商店🏪👩‍🔧";
    const revision = await changeBrand(ctx, { ...brand, name, brandColor: "#0B5CAD", logoFileId: fileId });
    expect(await tenantOf(ctx)).toMatchObject({ name, brandColor: "#0b5cad", logoFileId: fileId });
    expect((await settingsOf(ctx)).brand.revision).toBe(revision);
    expect(await newestAudit(ctx, "tenancy.change_brand")).toMatchObject({
      before: { name: "試験商店", brandColor: "#0f5ea8", logoFileId: null },
      after: { name, brandColor: "#0b5cad", logoFileId: fileId },
    });
  });

  it("takes no colour on which no text can be read, and names the nearest", async () => {
    const { ctx } = await newTestShop();
    const { brand } = await settingsOf(ctx);
    await expect(changeBrand(ctx, { ...brand, brandColor: "#7a7a7a" })).rejects.toMatchObject({
      code: "refused",
      reason: "tenancy.brand_contrast",
      details: { nearest: expect.stringMatching(/^#[0-9a-f]{6}$/) },
    });
  });

  it("takes no logo of another shop, nor one that is somebody's photo", async () => {
    const [{ ctx }, other] = [await newTestShop(), await newTestShop()];
    const { brand } = await settingsOf(ctx);
    const theirs = await saveImage(other.ctx, { kind: "logo", fileName: "logo.png", bytes: await picture() });
    const photo = await saveImage(ctx, { kind: "repair_photo", fileName: "photo.png", bytes: await picture() });
    for (const logoFileId of [theirs.fileId, photo.fileId, newId()])
      await expect(changeBrand(ctx, { ...brand, logoFileId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("tells the second of two who began from the same values; another section does not matter", async () => {
    const { ctx } = await newTestShop();
    const { brand, card } = await settingsOf(ctx);
    await changeCard(ctx, { ...card, cardSymbology: "nw7" });
    await changeBrand(ctx, { ...brand, name: "一人目" });
    await expect(changeBrand(ctx, { ...brand, name: "二人目" })).rejects.toMatchObject({
      code: "conflict",
      reason: "tenancy.settings_changed",
    });
    expect((await tenantOf(ctx)).name).toBe("一人目");
  });

  it("writes nothing when nothing is changed", async () => {
    const { ctx } = await newTestShop();
    const { card } = await settingsOf(ctx);
    expect(await changeCard(ctx, { revision: card.revision, cardSymbology: "code128" })).toBe(card.revision);
    expect(await newestAudit(ctx, "tenancy.change_card")).toBeUndefined();
  });

  it("refuses addresses that are no web page and zones that are none", async () => {
    const { ctx } = await newTestShop();
    const { sending, language } = await settingsOf(ctx);
    await expect(changeSending(ctx, { ...sending, contactUrl: "javascript:alert(1)" })).rejects.toMatchObject({
      code: "invalid",
      details: { field: "contactUrl" },
    });
    await expect(changeSending(ctx, { ...sending, mailFromName: "店\r\nBcc: x@example.jp" })).rejects.toMatchObject({
      details: { field: "mailFromName" },
    });
    await expect(
      changeLanguage(ctx, { ...language, defaultLocale: "ja", timeZone: "Asia/Tokio" }),
    ).rejects.toMatchObject({ details: { field: "timeZone" } });
  });

  it.each(["marketer", "store_staff", "analyst"] as const)("is closed to a %s", async (role) => {
    const shop = await newTestShop();
    const { brand } = await settingsOf(shop.ctx);
    const ctx = shop.as(staffActor({ role }));
    await expect(settingsOf(ctx)).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeBrand(ctx, { ...brand, name: "乗っ取り" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(createStore(ctx, { name: "新店" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("stores", () => {
  const opened = async () => {
    const shop = await newTestShop();
    const { storeId } = await createStore(shop.ctx, {
      name: "本店",
      postalCode: "1800004",
      address: "吉祥寺本町1-0-0",
    });
    const [store] = await storeList(shop.ctx);
    if (!store) throw new Error("the store that was just made is not listed");
    const { externalId, kind, name, postalCode, address, phone, revision } = store;
    return {
      ...shop,
      storeId,
      form: { storeId, externalId, kind: kind as "shop", name, postalCode, address, phone, revision },
    };
  };

  it("get the next free number as their code", async () => {
    const { ctx } = await opened();
    await createStore(ctx, { name: "二号店" });
    await createStore(ctx, { name: "通販", kind: "online", externalId: "EC" });
    await createStore(ctx, { name: "三号店" });
    expect((await storesOf(ctx)).map((store) => store.externalId)).toEqual(["1", "2", "3", "EC"]);
    await expect(createStore(ctx, { name: "重複", externalId: "EC" })).rejects.toMatchObject({
      reason: "tenancy.store_exists",
    });
  });

  it("are changed with a revision", async () => {
    const { ctx, form } = await opened();
    await changeStore(ctx, { ...form, name: "吉祥寺本店", phone: "0422-00-0001" });
    expect(await newestAudit(ctx, "tenancy.change_store")).toMatchObject({
      before: { name: "本店", phone: null },
      after: { name: "吉祥寺本店", phone: "0422-00-0001" },
    });
    await expect(changeStore(ctx, { ...form, name: "別の名前" })).rejects.toMatchObject({
      reason: "tenancy.store_changed",
    });
    await expect(changeStore(ctx, { ...form, postalCode: "180-0004" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("close and open again, and never vanish", async () => {
    const { ctx, storeId, as } = await opened();
    await closeStore(ctx, { storeId });
    await closeStore(ctx, { storeId });
    expect(await storesOf(ctx)).toEqual([]);
    expect(await storeList(ctx)).toMatchObject([{ id: storeId, closedAt: ctx.now }]);
    await reopenStore(as(ctx.actor, new Date(ctx.now.getTime() + 1000)), { storeId });
    expect(await storesOf(ctx)).toHaveLength(1);
    await expect(closeStore(ctx, { storeId: newId() })).rejects.toMatchObject({ code: "not_found" });
  });
});
