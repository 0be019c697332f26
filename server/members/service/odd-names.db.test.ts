import { describe, expect, it } from "vitest";
import { newTestShop } from "@/server/kernel/testing";
import { memberById } from "../queries/find-member";
import { searchMembers } from "../queries/search-members";
import { joinMember } from "./join-member";
import { addNote } from "./notes";
import { createTag } from "./tags";
import { updateProfile } from "./update-profile";

const sixty = "𠮷".repeat(59) + "👨‍👩‍👧";

describe("names as people bear them", () => {
  it("are kept to the letter, up to sixty characters, and found again", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, { familyName: sixty, givenName: "花子🍎", familyKana: "ﾖｼﾀﾞ" });
    const read = await memberById(ctx, memberId);
    expect(read).toMatchObject({ familyName: sixty, givenName: "花子🍎", familyKana: "ヨシダ" });
    for (const q of [sixty, "𠮷𠮷", "花子", "花子🍎", "ﾖｼ"])
      expect(
        (await searchMembers(ctx, { q })).members.map((m) => m.memberId),
        q,
      ).toEqual([memberId]);
    const changed = await updateProfile(ctx, {
      memberId,
      version: read.version,
      changes: { familyName: "é".repeat(60), givenName: "は\u309A".repeat(60) },
    });
    expect(changed.version).toBe(read.version + 1);
  });

  it("are refused where they could not be kept or printed, in every form, and nothing is written", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, { familyName: "田中" });
    const before = await memberById(ctx, memberId);
    for (const bad of ["田\u0000中", "\ud842", "中\udfb7", "田\r\n中", "\u202e田中", `${sixty}x`, "e".repeat(1_001)]) {
      const refused = expect.objectContaining({ code: "invalid" });
      await expect(joinMember(ctx, { familyName: bad }), JSON.stringify(bad)).rejects.toEqual(refused);
      for (const changes of [{ familyName: bad }, { givenName: bad }, { familyKana: bad }, { city: bad.repeat(10) }])
        await expect(updateProfile(ctx, { memberId, version: before.version, changes })).rejects.toEqual(refused);
      await expect(createTag(ctx, { name: bad })).rejects.toEqual(refused);
    }
    for (const bad of ["\u0000", "\ud842", "\u202e"])
      await expect(addNote(ctx, { memberId, text: bad })).rejects.toMatchObject({ code: "invalid" });
    for (const q of ["\u0000", "\ud842"])
      await expect(searchMembers(ctx, { q })).rejects.toMatchObject({ code: "invalid" });
    expect(await memberById(ctx, memberId)).toEqual(before);
  });
});
