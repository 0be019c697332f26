import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { reachOfSegment } from "./queries/count";
import { segmentHistory } from "./queries/history";
import { countSegmentsDaily } from "./service/count-daily";
import { createSegment } from "./service/edit-segment";

const everyone = { type: "everyone" } as const;

describe("how many a segment reaches", () => {
  it("counts addresses, and of these the ones that said yes and were not stopped", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    const stopped = await newTestMember(ctx);
    await newTestMember(ctx);
    await newTestMember(ctx, { mailOptIn: false });
    await newTestMember(ctx, { emailNormalised: null });
    await newTestMember(ctx, { withdrawnAt: ctx.now });
    await inTransaction(ctx, (t) =>
      t.tx.execute(sql`insert into suppressions (tenant_id, member_id, id, channel, reason, at)
        values (${ctx.tenant}, ${stopped}, ${newId()}, 'mail', 'bounced', ${ctx.now.toISOString()}),
          (${ctx.tenant}, ${stopped}, ${newId()}, 'mail', 'complained', ${ctx.now.toISOString()})`),
    );
    expect(await reachOfSegment(ctx, everyone)).toEqual({ members: 4, withAddress: 3, reachable: 1 });
    expect(await reachOfSegment(shop.as(staffActor({ role: "analyst" })), everyone)).toMatchObject({ members: 4 });
    await expect(reachOfSegment(shop.as({ kind: "visitor" }), everyone)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is kept once for each day of the shop", async () => {
    const shop = await newTestShop();
    await newTestMember(shop.ctx);
    const { id } = await createSegment(shop.ctx, { name: "全員", rule: everyone });
    expect(await countSegmentsDaily(shop.batch())).toBe(1);
    await newTestMember(shop.ctx);
    expect(await countSegmentsDaily(shop.batch())).toBe(0);
    expect(await countSegmentsDaily(shop.batch(new Date("2026-11-22T15:00:00Z")))).toBe(1);
    expect(await segmentHistory(shop.ctx, id)).toEqual([
      { day: "2026-11-22", members: 1, reachable: 1 },
      { day: "2026-11-23", members: 2, reachable: 2 },
    ]);
    const other = await newTestShop();
    await expect(segmentHistory(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
  });
});
