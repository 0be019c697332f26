import { describe, expect, it } from "vitest";
import { insertProduct, insertStore } from "@/db/testing/factories";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import type { ApiScope } from "@/server/kernel/permissions";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { auditPage } from "@/server/tenancy/queries/audit-log";
import { apiKeysOf } from "@/server/tenancy/queries/api-keys";
import { createApiKey, revokeApiKey, rotateApiKey } from "@/server/tenancy/service/api-keys";
import type { Endpoint } from "./v1/endpoint";
import { type EndpointName, endpoints } from "./v1/endpoints";
import { handleApi } from "./v1/handle";
import { openApiDocument } from "./v1/openapi";

// The API reads the real clock, so these shops live now.
async function shopNow() {
  const shop = await newTestShop();
  return { ...shop, ctx: { ...shop.ctx, now: new Date() } as Ctx };
}
const keyFor = (ctx: Ctx, scopes: ApiScope[], storeId: string | null = null) =>
  createApiKey(ctx, { name: "POS", scopes, storeId });

async function call(secret: string | null, name: EndpointName, given: { query?: string; body?: unknown } = {}) {
  const headers: Record<string, string> = { "x-forwarded-for": `10.9.0.${newId().slice(-4)}` };
  if (secret !== null) headers.authorization = `Bearer ${secret}`;
  const init = given.body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(given.body) };
  const response = await handleApi(new Request(`http://goen.test/api/v1/${name}${given.query ?? ""}`, init), name);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe("a key", () => {
  it("says what it is, and nothing opens without one", async () => {
    const { ctx } = await shopNow();
    const { secret, keyId } = await keyFor(ctx, ["members.read"]);
    expect(await call(secret, "me")).toEqual({
      status: 200,
      body: { keyId, name: "POS", scopes: ["members.read"], storeId: null, device: null },
    });
    for (const bad of [null, "", "goen_x", `${secret}x`, secret.slice(0, -1), `goen_${"a".repeat(43)}`])
      expect(await call(bad, "me")).toMatchObject({
        status: 401,
        body: { code: "unauthenticated", reason: "api.key" },
      });
    expect(JSON.stringify(await apiKeysOf(ctx))).not.toContain(secret.slice(12));
    expect(JSON.stringify(await auditPage(ctx, {}))).not.toContain(secret.slice(12));
  });

  it("works beside its successor for a day, and revoked ends at once", async () => {
    const { ctx } = await shopNow();
    const first = await keyFor(ctx, ["members.read"]);
    const second = await rotateApiKey(ctx, first);
    for (const secret of [first.secret, second.secret]) expect((await call(secret, "me")).status).toBe(200);
    const third = await rotateApiKey(ctx, first);
    expect((await call(first.secret, "me")).status).toBe(401);
    for (const secret of [second.secret, third.secret]) expect((await call(secret, "me")).status).toBe(200);
    const past = { ...ctx, now: new Date(Date.now() - 2 * 86_400_000) };
    const old = await keyFor(past, ["members.read"]);
    const renewed = await rotateApiKey(past, old);
    expect([(await call(old.secret, "me")).status, (await call(renewed.secret, "me")).status]).toEqual([401, 200]);
    await revokeApiKey(ctx, first);
    for (const secret of [second.secret, third.secret]) expect((await call(secret, "me")).status).toBe(401);
    const short = await createApiKey(past, { name: "short", scopes: ["members.read"], daysValid: 1 });
    expect((await call(short.secret, "me")).status).toBe(401);
  });

  it("does what its scopes say and no more", async () => {
    const { ctx } = await shopNow();
    const [reads, writes] = [await keyFor(ctx, ["members.read"]), await keyFor(ctx, ["purchases.write"])];
    const refused = { status: 403, body: { code: "forbidden", reason: "api.scope" } };
    expect(await call(writes.secret, "members", { query: "?email=a@example.jp" })).toMatchObject(refused);
    expect(await call(reads.secret, "purchases", { body: {} })).toMatchObject(refused);
    await expect(createApiKey(ctx, { name: "x", scopes: ["staff.manage" as ApiScope] })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("knows its own shop alone, and leaves a trace of whom it looked up", async () => {
    const [mine, theirs] = [await shopNow(), await shopNow()];
    const email = `${newId()}@example.jp`;
    const memberId = await newTestMember(theirs.ctx, { emailNormalised: email, phoneNormalised: "+819012345678" });
    const [own, foreign] = [await keyFor(theirs.ctx, ["members.read"]), await keyFor(mine.ctx, ["members.read"])];
    for (const query of [`?email=${email.toUpperCase()}`, "?phone=090-1234-5678"]) {
      expect(await call(own.secret, "members", { query })).toMatchObject({ status: 200, body: { memberId } });
      expect(await call(foreign.secret, "members", { query })).toMatchObject({ status: 404 });
    }
    for (const query of ["", "?email=a@example.jp&card=1", "?email=", "?nobody=1"])
      expect((await call(own.secret, "members", { query })).status).toBe(400);
    const { rows } = await auditPage(theirs.ctx, { action: "read", memberId });
    expect(rows.map((row) => [row.actorKind, row.actorName])).toEqual([["api_key", "POS"]]);
    await expect(rotateApiKey(mine.ctx, own)).rejects.toMatchObject({ code: "not_found" });
    await expect(revokeApiKey(mine.ctx, own)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("POST /api/v1/purchases", () => {
  it("records a sale once per receipt number, at the key's store only", async () => {
    const { ctx } = await shopNow();
    const [storeId, otherStore, productId, memberId] = [newId(), newId(), newId(), await newTestMember(ctx)];
    await ctx.db.transaction(ctx.tenant, "write", async (tx) => {
      await insertStore(tx, { tenantId: ctx.tenant, id: storeId });
      await insertStore(tx, { tenantId: ctx.tenant, id: otherStore });
      await insertProduct(tx, { tenantId: ctx.tenant, id: productId });
    });
    const { secret, keyId } = await keyFor(ctx, ["purchases.write"], storeId);
    const sale = { memberId, externalId: "R-1", lines: [{ productId, quantity: 2, unitPriceYen: 1500 }] };
    const first = await call(secret, "purchases", { body: sale });
    expect(first).toMatchObject({ status: 200, body: { totalYen: 3000, isRepeat: false } });
    expect(await call(secret, "purchases", { body: sale })).toMatchObject({
      status: 200,
      body: { purchaseId: first.body.purchaseId, isRepeat: true },
    });
    const changed = { ...sale, lines: [{ productId, quantity: 3, unitPriceYen: 1500 }] };
    expect(await call(secret, "purchases", { body: changed })).toMatchObject({ status: 409 });
    const elsewhere = { ...sale, externalId: "R-2", storeId: otherStore };
    expect(await call(secret, "purchases", { body: elsewhere })).toMatchObject({ status: 403 });
    expect(await call(secret, "purchases", { body: { ...sale, externalId: "R-3", memberId: newId() } })).toMatchObject({
      status: 404,
    });
    expect(await call(secret, "purchases", { body: { ...sale, lines: [] } })).toMatchObject({
      status: 400,
      body: { code: "invalid", field: "lines" },
    });
    const { rows } = await auditPage(ctx, { action: "purchases", actorKind: "api_key" });
    expect(rows.map((row) => row.actorId)).toEqual([keyId]);
  });
});

describe("the OpenAPI document", () => {
  it("describes every call by the shapes that check it", () => {
    const document = openApiDocument();
    expect(Object.keys(document.paths)).toEqual(Object.values(endpoints).map(({ path }) => path));
    const text = JSON.stringify(document);
    for (const word of ["externalId", "unitPriceYen", "memberNo", "purchases.write", "bearer"])
      expect(text).toContain(word);
  });

  it("shows examples that the calls would take and give", () => {
    for (const { path, input, output, example, exampleAnswer } of Object.values<Endpoint>(endpoints)) {
      if (example !== undefined) expect([path, input.safeParse(example).error]).toEqual([path, undefined]);
      if (exampleAnswer !== undefined) expect([path, output.safeParse(exampleAnswer).error]).toEqual([path, undefined]);
    }
  });
});
