import { describe, expect, it } from "vitest";
import { mergeProfiles, profileChanges, profileValues } from "./profile-fields";

const base = profileValues({ familyName: "田中", city: "千代田区", phone: "+819012345678", locale: "ja" });

describe("a profile that two people edit", () => {
  it("asks only where both wrote something else", () => {
    const mine = { ...base, city: "港区", givenName: "花子", phone: "" };
    const theirs = { ...base, city: "渋谷区", familyName: "鈴木", givenName: "花子" };
    const { merged, differing, changedByThem } = mergeProfiles(base, mine, theirs);
    expect(differing).toEqual([{ field: "city", theirs: "渋谷区", mine: "港区" }]);
    expect(merged).toMatchObject({ familyName: "鈴木", givenName: "花子", city: "港区", phone: "" });
    expect(changedByThem).toEqual(["familyName", "givenName", "city"]);
  });

  it("sends what was changed and nothing else", () => {
    expect(profileChanges(base, { ...base, city: "", givenName: "花子" })).toEqual({ city: null, givenName: "花子" });
    expect(profileChanges(base, base)).toEqual({});
  });
});
