import type { Ctx } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { cardSvg, type Symbology } from "../rules/card-svg";
import { memberNumberForPeople } from "../rules/member-number";
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
