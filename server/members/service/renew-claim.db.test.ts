import { describe, expect, it } from "vitest";
import { newTestMember, newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { claimCode } from "../queries/claim-code";
import { issueCard } from "./issue-card";
import { joinMember } from "./join-member";
import { isMemberLinkUsable } from "./member-sign-in";
import { renewClaim } from "./renew-claim";
import { setEmailForMember } from "./set-email";

describe("renewClaim", () => {
  it("makes a new claim and ends the earlier one", async () => {
    const shop = await newTestShop();
    const till = shop.as(staffActor({ role: "store_staff" }));
    const card = await issueCard(till, {});
    const { claimToken } = await renewClaim(till, card.memberId);
    expect(await isMemberLinkUsable(shop.ctx, "claim_card", claimToken)).toBe(true);
    expect(await isMemberLinkUsable(shop.ctx, "claim_card", card.claimToken)).toBe(false);
    const code = await claimCode(till, claimToken);
    expect(code.url).toContain(`/my/claim/${claimToken}`);
    expect(code.svg).toMatch(/^<svg/);
  });

  it("works for a member whose address nobody has proven yet", async () => {
    const shop = await newTestShop();
    const { memberId } = await joinMember(shop.ctx, {});
    await setEmailForMember(shop.ctx, { memberId, email: "typed@example.jp" });
    await expect(renewClaim(shop.ctx, memberId)).resolves.toMatchObject({ claimToken: expect.any(String) });
  });

  it("refuses a member who signs in by a proven address", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx, { emailNormalised: "own@example.jp", emailVerifiedAt: testNow });
    await expect(renewClaim(shop.ctx, memberId)).rejects.toMatchObject({
      code: "refused",
      reason: "members.claim_has_address",
    });
  });

  it("refuses analysts and members, and does not know another shop's member", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const memberId = await newTestMember(other.ctx);
    await expect(renewClaim(shop.ctx, memberId)).rejects.toMatchObject({ code: "not_found" });
    for (const actor of [staffActor({ role: "analyst" }), { kind: "member", id: memberId } as const])
      await expect(renewClaim(other.as(actor), memberId)).rejects.toMatchObject({ code: "forbidden" });
  });
});
