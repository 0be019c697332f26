import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { read, type StaffRole } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { findTenantBySlug, tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, type TestShop } from "@/server/kernel/testing";
import type { TrpcContext } from "./context";
import { previewCaller } from "./preview";

async function contextOf({ ctx }: TestShop, role: StaffRole | null): Promise<TrpcContext> {
  const shop = await findTenantBySlug(ctx.db, (await tenantOf(ctx)).slug);
  if (!shop) throw new Error("the shop that was just made is not there");
  return {
    shop,
    db: database("app"),
    now: ctx.now,
    requestId: newId(),
    staff: async () => (role ? { kind: "staff", id: newId(), accountId: newId(), role, storeId: null } : null),
    member: async () => null,
    link: async () => null,
  };
}

it("shows a member's own view to staff, writes nothing but the look itself", async () => {
  const shop = await newTestShop();
  const memberId = await newTestMember(shop.ctx, { familyName: "田中" });
  const api = await previewCaller(await contextOf(shop, "store_staff"), memberId);
  expect(await api.members.me()).toMatchObject({ memberId, familyName: "田中" });
  expect(await api.points.mine()).toMatchObject({ available: 0 });
  await expect(api.members.updateMyProfile({ version: 1, changes: { city: "港区" } })).rejects.toMatchObject({
    message: "members.preview_looks_only",
  });
  await expect(api.members.search({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  const { rows } = await read(shop.ctx, (tx) =>
    tx.execute(sql`select action, actor_kind from audit_log where member_id = ${memberId}`),
  );
  expect(rows).toEqual([{ action: "read.my_page", actor_kind: "staff" }]);
});

it("is for those who may see members, of that shop", async () => {
  const [shop, other] = [await newTestShop(), await newTestShop()];
  const memberId = await newTestMember(shop.ctx);
  const refusal = async (of: TestShop, role: StaffRole | null) =>
    previewCaller(await contextOf(of, role), memberId).then(
      () => "ok",
      (error: { code?: string }) => error.code,
    );
  expect(await refusal(shop, "analyst")).toBe("forbidden");
  expect(await refusal(shop, null)).toBe("unauthenticated");
  expect(await refusal(other, "owner")).toBe("not_found");
});
