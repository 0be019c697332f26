import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { planTestMails } from "@/db/testing/planned-mails";
import { read } from "@/server/kernel/ctx";
import { newTestShop, testNow } from "@/server/kernel/testing";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { drainOutbox } from "./outbox";
import { personSources, subscriptions } from "./registry";

describe("a withdrawal, when every module has heard of it", () => {
  it("has forfeited the points, cancelled what was to be sent, and taken the name out of what was", async () => {
    const shop = await newTestShop();
    const { memberIds } = await planTestMails(shop, 2);
    const [leaving = "", staying = ""] = memberIds;
    await adjustPoints(shop.ctx, { memberId: leaving, key: "k", points: 9_999_999, reason: "移行" });
    await withdrawMember(shop.ctx, { memberId: leaving });
    const due = new Date(testNow.getTime() + 1);
    await drainOutbox(subscriptions, due);
    await drainOutbox(subscriptions, due);
    expect(await walletOf(shop.ctx, leaving)).toMatchObject({ available: 0, pending: 0, debt: 0 });
    const { rows } = await read(shop.ctx, (tx) =>
      tx.execute(
        sql`select member_id as id, state, state_reason as reason, inputs ->> 'name' as name from deliveries order by state`,
      ),
    );
    expect(rows).toEqual([
      { id: leaving, state: "cancelled", reason: "withdrawn", name: null },
      { id: staying, state: "planned", reason: null, name: "田中 花子" },
    ]);
    expect((await ledgerProof(shop.ctx)).filter((line) => line.violations > 0)).toEqual([]);
    // What the export of everything gives afterwards says nobody's name either.
    const held = await Promise.all(personSources.map((source) => source.collect(shop.ctx, leaving)));
    expect(JSON.stringify(held)).not.toMatch(/田中|花子|タナカ|example\.jp/);
  });
});
