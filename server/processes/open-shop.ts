import { inTransaction, systemCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { vouchedTenant } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { setProgram } from "@/server/points/service/set-program";
import { addStaff } from "@/server/tenancy/service/add-staff";
import { createStore } from "@/server/tenancy/service/create-store";
import { createTenant } from "@/server/tenancy/service/create-tenant";

export interface NewShop {
  shop: Parameters<typeof createTenant>[1];
  storeName: string;
  owner: { email: string; name: string; password: string };
}

/** A shop with its first store, one point per 100 yen for a year, and its first owner: all of it or nothing. */
export async function openShop({ shop, storeName, owner }: NewShop): Promise<void> {
  const ctx = systemCtx(vouchedTenant(newId()), "new-shop", database("batch"), new Date());
  await inTransaction(ctx, async (t) => {
    await createTenant(t, shop);
    await createStore(t, { externalId: "1", name: storeName });
    await addStaff(t, { ...owner, role: "owner" });
    await setProgram(t, {
      ratePoints: 1,
      rateYen: 100,
      rounding: "down",
      pendingDays: 0,
      expiryMonths: 12,
      returnGraceDays: 30,
    });
  });
}
