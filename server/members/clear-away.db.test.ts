import { describe, expect, it } from "vitest";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { memberLinks, memberSessions } from "@/db/schema/members";
import { newId } from "@/server/kernel/ids";
import { clearAway } from "./service/clear-away";

const day = 86_400_000;

describe("clearing away", () => {
  it("deletes what is long over, of this shop only, and keeps what may still be asked for", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    const at = (days: number) => new Date(mine.ctx.now.getTime() + days * day);
    for (const { ctx } of [mine, other]) {
      const memberId = await newTestMember(ctx);
      const own = { tenantId: ctx.tenant, memberId };
      await ctx.db.transaction(ctx.tenant, "write", async (tx) => {
        for (const ends of [-31, -29, 1])
          await tx.insert(memberLinks).values({
            ...own,
            id: newId(),
            purpose: "sign_in",
            tokenHash: newId(),
            createdAt: at(-40),
            expiresAt: at(ends),
          });
        for (const [expiresAt, revokedAt] of [
          [at(-91), null],
          [at(20), at(-91)],
          [at(-89), null],
          [at(20), null],
        ] as const)
          await tx
            .insert(memberSessions)
            .values({ ...own, id: newId(), createdAt: at(-120), lastSeenAt: at(-100), expiresAt, revokedAt });
      });
    }
    expect(await clearAway(mine.ctx)).toEqual({ links: 1, sessions: 2 });
    expect(await clearAway(mine.ctx)).toEqual({ links: 0, sessions: 0 });
    expect(await clearAway(other.ctx)).toEqual({ links: 1, sessions: 2 });
  });
});
