import { describe, expect, it } from "vitest";
import {
  chosenColumns,
  isNarrowed,
  memberFilterOf,
  memberListHref,
  memberListQuery,
  memberListState,
} from "./member-filters";

const store = "01a20210-29e8-77f6-b9f6-a0ddab733bd9";

describe("the list of members in an address", () => {
  it("says the same when it is read again", () => {
    const state = memberListState({ q: "ﾀﾅｶ", mail: "none", store, sort: "kana", from: "2026-01-01" });
    expect(memberListState(Object.fromEntries(new URLSearchParams(memberListQuery(state))))).toEqual(state);
    expect(memberFilterOf(state)).toMatchObject({ q: "ﾀﾅｶ", hasMail: false, storeId: store, joinedFrom: "2026-01-01" });
    expect(isNarrowed(state)).toBe(true);
  });

  it("leaves out what makes no sense", () => {
    const state = memberListState({ store: "x", tag: "' or 1=1", from: "2026-99-99", sort: "age", mail: "maybe" });
    expect(isNarrowed(state)).toBe(false);
    expect(memberListHref("/members", state)).toBe("/members");
  });

  it("keeps columns in their order, and none when none were chosen", () => {
    expect(chosenColumns("login.number.unknown")).toEqual(["number", "login"]);
    expect(chosenColumns("")).toEqual([]);
    expect(chosenColumns(undefined)).toContain("contact");
  });
});
