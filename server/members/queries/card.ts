import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { cardSvg, type Symbology } from "../rules/card-svg";
import { memberNumber, memberNumberForPeople } from "../rules/member-number";
import { memberById } from "./find-member";

/** A member's card as the shop draws it: number, number in groups, the code as SVG. Throws `not_found`. */
export async function cardOf(ctx: Ctx, memberId: string) {
  const [member, shop] = [await memberById(ctx, memberId), await tenantOf(ctx)];
  // The check constraint of the table vouches for the symbology.
  const symbology = shop.cardSymbology as Symbology;
  return {
    memberNo: member.memberNo,
    spoken: memberNumberForPeople(member.memberNo),
    symbology,
    svg: cardSvg(member.memberNo, symbology),
  };
}

/** The card of somebody who does not exist, in every kind of code: for choosing one. */
export async function cardSamples(ctx: Ctx): Promise<{ spoken: string; svg: Record<Symbology, string> }> {
  if (ctx.actor.kind !== "staff" && ctx.actor.kind !== "system")
    throw new DomainError("forbidden", "members.not_for_role");
  const memberNo = memberNumber(0);
  const svg = (symbology: Symbology) => cardSvg(memberNo, symbology);
  return {
    spoken: memberNumberForPeople(memberNo),
    svg: { code128: svg("code128"), ean13: svg("ean13"), nw7: svg("nw7"), qr: svg("qr") },
  };
}
