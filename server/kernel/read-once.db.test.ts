import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { tenants } from "@/db/schema/tenancy";
import { forgetRead, inTransaction, readOnce } from "./ctx";
import { tenantOf } from "./gate";
import { newTestShop } from "./testing";

it("reads the shop once in a transaction, anew after it was changed there, and anew in the next one", async () => {
  const { ctx } = await newTestShop();
  await inTransaction(ctx, async (t) => {
    const first = await tenantOf(t);
    await t.tx.update(tenants).set({ name: "改名" }).where(eq(tenants.id, t.tenant));
    expect((await tenantOf(t)).name).toBe(first.name);
    forgetRead(t, "tenant");
    expect((await tenantOf(t)).name).toBe("改名");
  });
  expect((await tenantOf(ctx)).name).toBe("改名");
  let asked = 0;
  const count = async () => (asked += 1);
  expect([await readOnce(ctx, "n", count), await readOnce(ctx, "n", count)]).toEqual([1, 2]);
});
