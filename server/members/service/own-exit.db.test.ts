import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { memberSessions, members } from "@/db/schema/members";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { memberById } from "../queries/find-member";
import { exportSelf, withdrawSelf } from "./own-exit";
import { giveMemberPassword } from "./set-password";

const password = "a-long-password";

async function world(signedInMinutesAgo: number) {
  const shop = await newTestShop();
  const memberId = await newTestMember(shop.ctx, { emailNormalised: "leaving@example.jp" });
  const sessionId = newId();
  const { now } = shop.ctx;
  await inTransaction(shop.ctx, async (t) => {
    await t.tx.update(members).set({ emailVerifiedAt: now }).where(eq(members.memberId, memberId));
  });
  await giveMemberPassword({ ...shop.ctx, actor: { kind: "system", name: "test" } }, memberId, password);
  await inTransaction(shop.ctx, (t) =>
    t.tx.insert(memberSessions).values({
      tenantId: t.tenant,
      memberId,
      id: sessionId,
      createdAt: new Date(now.getTime() - signedInMinutesAgo * 60_000),
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
    }),
  );
  const me = shop.as({ kind: "member", id: memberId });
  return { ctx: shop.ctx, me, memberId, proof: { sessionId, origin: newId() } };
}

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { reason?: string }) => error.reason,
  );
const hasLeft = async (ctx: Ctx, memberId: string) => (await memberById(ctx, memberId)).withdrawnAt !== null;

describe("leaving, and carrying one's data away", () => {
  it("is for whoever has just signed in", async () => {
    const { ctx, me, memberId, proof } = await world(14);
    expect((await exportSelf(me, proof, [])).document).toMatchObject({ format: "goen-person-1" });
    await withdrawSelf(me, proof, { reason: "引っ越し" });
    expect(await hasLeft(ctx, memberId)).toBe(true);
  });

  it("asks somebody who signed in long ago for the present password", async () => {
    const { ctx, me, memberId, proof } = await world(16);
    expect(await reasonOf(withdrawSelf(me, proof, {}))).toBe("members.prove_again");
    expect(await reasonOf(exportSelf(me, proof, []))).toBe("members.prove_again");
    expect(await reasonOf(withdrawSelf(me, { ...proof, presentPassword: "something else" }, {}))).toBe(
      "members.present_password",
    );
    expect(await hasLeft(ctx, memberId)).toBe(false);
    expect(await reasonOf(exportSelf(me, { ...proof, presentPassword: password }, []))).toBe("done");
    expect(await reasonOf(withdrawSelf(me, { ...proof, presentPassword: password }, {}))).toBe("done");
    expect(await hasLeft(ctx, memberId)).toBe(true);
  });

  it("is nobody else's: neither a clerk's nor another session's", async () => {
    const { ctx, me, proof } = await world(0);
    expect(await reasonOf(withdrawSelf(ctx, proof, {}))).toBe("members.not_yours");
    expect(await reasonOf(withdrawSelf(me, { ...proof, sessionId: newId() }, {}))).toBe("members.prove_again");
    expect(await reasonOf(exportSelf(me, { ...proof, sessionId: null }, []))).toBe("members.prove_again");
  });
});
