import { expect, it } from "vitest";
import { insertStore } from "@/db/testing/factories";
import { inTransaction, systemCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { newTestMember, staffActor } from "@/server/kernel/testing";
import { ledgerProof } from "@/server/points/queries";
import { shopWithProgram } from "@/server/points/service/testing";
import { addStaff } from "@/server/tenancy/service/add-staff";
import { apiKeysOf } from "@/server/tenancy/queries/api-keys";
import { approvalsOf } from "@/server/watch/queries/approvals";
import { findingsOf } from "@/server/watch/queries/findings";
import { seedTills } from "./seed-tills";
import { seedWatch } from "./seed-watch";

it("leaves the demo shop a till of another maker, requests that wait, and findings of the watch", async () => {
  const shop = await shopWithProgram();
  const { ctx, as } = shop;
  const storeId = newId();
  await inTransaction(ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: storeId, externalId: "KJ" }));
  const job = systemCtx(ctx.tenant, "test", database("app"), ctx.now);
  for (const role of ["owner", "marketer", "store_staff"] as const)
    await addStaff(job, {
      email: `${newId()}@example.jp`,
      name: role,
      role,
      storeId: role === "store_staff" ? storeId : null,
    });
  for (let n = 0; n < 24; n += 1)
    await newTestMember(ctx, {
      emailNormalised: null,
      externalId: `m${n}`,
      joinedAt: new Date("2025-01-05T01:00:00Z"),
    });
  await seedTills(shop.batch());
  await seedWatch(shop.batch());
  expect(await apiKeysOf(ctx)).toMatchObject([{ device: "1" }]);
  const { approvals } = await approvalsOf(as(staffActor()), {});
  expect(approvals.map(({ state }) => state)).toEqual(["waiting", "refused", "approved"]);
  const { findings } = await findingsOf(as(staffActor()), {});
  expect(findings.map(({ rule, state }) => `${rule} ${state}`).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    "card_often dismissed",
    "many_by_hand open",
    "own_card open",
  ]);
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);
});
