import { describe, expect, it } from "vitest";
import { newTestShop, staffActor } from "@/server/kernel/testing";
import { programsOf } from "../queries";
import { programsRevision } from "../rules/programs-revision";
import { cancelProgram } from "./cancel-program";
import { setProgram } from "./set-program";

const day = 86_400_000;
const rule = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;

async function scheduled() {
  const shop = await newTestShop();
  const now = await setProgram(shop.ctx, rule);
  const validFrom = new Date(shop.ctx.now.getTime() + 30 * day);
  const coming = await setProgram(shop.ctx, { ...rule, ratePoints: 2, validFrom });
  return { shop, now, coming, validFrom };
}

describe("a version of the program that is planned", () => {
  it("is cancelled before it begins, once, and what counts now stays", async () => {
    const { shop, now, coming } = await scheduled();
    await cancelProgram(shop.ctx, { programId: coming.id });
    expect((await programsOf(shop.ctx)).programs.map(({ id }) => id)).toEqual([now.id]);
    await expect(cancelProgram(shop.ctx, { programId: coming.id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("does not hide, when it goes, that another one has come since the form was opened", async () => {
    const { shop, coming, validFrom } = await scheduled();
    const revision = programsRevision((await programsOf(shop.ctx)).programs);
    await setProgram(shop.ctx, { ...rule, ratePoints: 3, validFrom });
    await cancelProgram(shop.ctx, { programId: coming.id });
    expect((await programsOf(shop.ctx)).programs).toHaveLength(2);
    const mine = { ...rule, ratePoints: 4, validFrom };
    const changed = { code: "conflict", reason: "points.program_changed" };
    await expect(setProgram(shop.ctx, { ...mine, revision })).rejects.toMatchObject(changed);
    const seen = programsRevision((await programsOf(shop.ctx)).programs);
    const set = await setProgram(shop.ctx, { ...mine, revision: seen });
    expect(set.revision).toBe(programsRevision((await programsOf(shop.ctx)).programs));
    await cancelProgram(shop.ctx, { programId: set.id });
    await expect(setProgram(shop.ctx, { ...mine, revision: set.revision })).rejects.toMatchObject(changed);
  });

  it("is not cancelled once it has begun", async () => {
    const { shop, now, coming, validFrom } = await scheduled();
    for (const [ctx, programId] of [
      [shop.ctx, now.id],
      [{ ...shop.ctx, now: validFrom }, coming.id],
    ] as const)
      await expect(cancelProgram(ctx, { programId })).rejects.toMatchObject({
        code: "refused",
        reason: "points.program_begun",
      });
  });

  it("is another shop's and a clerk's to leave alone", async () => {
    const { shop, coming } = await scheduled();
    const other = await newTestShop();
    await expect(cancelProgram(other.ctx, { programId: coming.id })).rejects.toMatchObject({ code: "not_found" });
    const clerk = shop.as(staffActor({ role: "store_staff" }));
    await expect(cancelProgram(clerk, { programId: coming.id })).rejects.toMatchObject({ code: "forbidden" });
  });
});
