import { describe, expect, it } from "vitest";
import { en } from "@/components/messages/en";
import { ja } from "@/components/messages/ja";
import type { Actor } from "@/server/kernel/ctx";
import { apiScopeNames, permissionNames, permissions, roleMay, staffMay } from "@/server/kernel/permissions";

const staff = (role: "owner" | "marketer" | "store_staff" | "analyst"): Actor => ({
  kind: "staff",
  id: "",
  accountId: "",
  role,
  storeId: null,
});

const worded = (texts: unknown, name: string): unknown =>
  name.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);

describe("the table of permissions", () => {
  it("leaves nothing from an owner, and says each in words", () => {
    for (const name of permissionNames) {
      expect(roleMay("owner", name), name).toBe(true);
      for (const { tenancy } of [ja, en]) expect(worded(tenancy.permissions, name), name).toEqual(expect.any(String));
    }
  });

  it("keeps people's names from analysts, and the office from the counter", () => {
    for (const name of ["members.read", "members.edit", "results.read_names", "exports.request"] as const)
      expect(staffMay(staff("analyst"), name)).toBe(false);
    const office = permissionNames.filter((name) => !(permissions[name] as readonly string[]).includes("store_staff"));
    expect(office).toEqual(expect.arrayContaining(["audit.read", "staff.manage", "exports.request", "imports.run"]));
    for (const name of office) expect(staffMay(staff("store_staff"), name)).toBe(false);
  });

  it("gives nothing to members, links and visitors, and to a key what its scopes say", () => {
    const strangers: Actor[] = [{ kind: "member", id: "m" }, { kind: "link", memberId: "m" }, { kind: "visitor" }];
    for (const name of permissionNames) for (const actor of strangers) expect(staffMay(actor, name)).toBe(false);
    const key = (scopes: typeof apiScopeNames): Actor => ({ kind: "api_key", id: "", name: "", scopes, storeId: null });
    const held = (actor: Actor) => permissionNames.filter((name) => staffMay(actor, name));
    expect(held(key([]))).toEqual([]);
    expect(held(key(["members.read"]))).toEqual(["members.read"]);
    expect(held(key(["purchases.write"]))).toEqual(expect.arrayContaining(["purchases.record", "points.read"]));
    for (const name of held(key(apiScopeNames)))
      expect(name, "a key sells, looks up and tells of occasions; it neither sets anything nor sees staff").toMatch(
        /^(?:members\.read|purchases|points|ranks|coupons|earning\.report)/,
      );
  });
});
