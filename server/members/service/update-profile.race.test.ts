import { describe, expect, it } from "vitest";
import { newTestShop } from "@/server/kernel/testing";
import { memberById } from "../queries/find-member";
import { joinMember } from "./join-member";
import { updateProfile } from "./update-profile";
import { withdrawMember } from "./withdraw-member";

const reasons = async (calls: Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).map((o) =>
    o.status === "fulfilled" ? "ok" : (o.reason as { reason?: string }).reason,
  );

describe("two clerks who save one member at once", () => {
  // Fails without `for("update")` in lockMember: both would read the version they opened and the second would overwrite the first.
  it("one is saved, the others are told", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, { familyName: "田中" });
    for (let round = 0; round < 5; round += 1) {
      const { version } = await memberById(ctx, memberId);
      const cities = ["千代田区", "港区", "渋谷区"].map((city) => `${city}${round}`);
      const outcomes = await reasons(
        cities.map((city) => updateProfile(ctx, { memberId, version, changes: { city } })),
      );
      expect(outcomes.filter((o) => o === "ok")).toHaveLength(1);
      expect(outcomes.filter((o) => o === "members.changed_meanwhile")).toHaveLength(2);
      expect((await memberById(ctx, memberId)).city).toBe(cities[outcomes.indexOf("ok")]);
    }
  });

  it("one who withdraws the member wins over one who edits: nothing personal is written back", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { ctx } = await newTestShop();
      const { memberId } = await joinMember(ctx, { familyName: "田中", phone: "090-1111-2222" });
      await reasons([
        updateProfile(ctx, { memberId, version: 1, changes: { city: "港区", phone: "090-3333-4444" } }),
        withdrawMember(ctx, { memberId }),
        updateProfile(ctx, { memberId, version: 1, changes: { familyName: "鈴木" } }),
      ]);
      expect(await memberById(ctx, memberId)).toMatchObject({ familyName: null, city: null, phone: null });
      await joinMember(ctx, { phone: "090-1111-2222" });
      await joinMember(ctx, { phone: "090-3333-4444" });
    }
  });
});
