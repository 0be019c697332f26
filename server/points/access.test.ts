import { describe, expect, it } from "vitest";
import type { Actor, StaffRole } from "@/server/kernel/ctx";
import { canAdjust, canPostSale, canSeeHistory, canSeeProof, canSeeWallet, canSetProgram } from "./access";

const staff = (role: StaffRole): Actor => ({ kind: "staff", id: "s", accountId: "a", role, storeId: null });
const me: Actor = { kind: "member", id: "m" };
const link: Actor = { kind: "link", memberId: "m" };
const actors: Record<string, Actor> = {
  owner: staff("owner"),
  marketer: staff("marketer"),
  store_staff: staff("store_staff"),
  analyst: staff("analyst"),
  me,
  link,
  visitor: { kind: "visitor" },
  system: { kind: "system", name: "import" },
};
const allowed = (ask: (actor: Actor) => string | null) =>
  Object.keys(actors).filter((name) => ask(actors[name] as Actor) === null);

describe("who may do what with points", () => {
  it.each([
    ["post a sale", canPostSale, ["owner", "marketer", "store_staff", "system"]],
    ["adjust by 1,000", (a: Actor) => canAdjust(a, -1_000), ["owner", "marketer", "store_staff", "system"]],
    ["adjust by more", (a: Actor) => canAdjust(a, 1_001), ["owner", "marketer", "system"]],
    ["change the program", canSetProgram, ["owner", "marketer", "system"]],
    [
      "see the balance of m",
      (a: Actor) => canSeeWallet(a, "m"),
      ["owner", "marketer", "store_staff", "analyst", "me", "link", "system"],
    ],
    [
      "see the balance of another",
      (a: Actor) => canSeeWallet(a, "x"),
      ["owner", "marketer", "store_staff", "analyst", "system"],
    ],
    [
      "see the history of m",
      (a: Actor) => canSeeHistory(a, "m"),
      ["owner", "marketer", "store_staff", "analyst", "me", "system"],
    ],
    ["see the proof", canSeeProof, ["owner", "marketer", "analyst", "system"]],
  ])("%s", (_what, ask, names) => {
    expect(allowed(ask)).toEqual(names);
  });
});
