import type { Ctx } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { cardSvg } from "../rules/card-svg";
import { codeStepAt, codeStepSeconds, rotatingCode } from "../rules/rotating-code";
import { memberById } from "./find-member";

const stepsAhead = 8;

/**
 * The codes that a member's phone shows now and in the next minutes, as SVG, where the shop asks for them before points are paid with;
 * else null. `firstForMs`: how long the first one stands. Throws `not_found`.
 */
export async function rotatingCardOf(ctx: Ctx, memberId: string) {
  const shop = await tenantOf(ctx);
  if (shop.spendProof !== "code") return null;
  const { memberNo } = await memberById(ctx, memberId);
  const step = codeStepAt(ctx.now);
  const codes = Array.from({ length: stepsAhead }, (_, ahead) => rotatingCode(ctx.tenant, memberNo, step + ahead));
  return {
    stepSeconds: codeStepSeconds,
    firstForMs: (step + 1) * codeStepSeconds * 1_000 - ctx.now.getTime(),
    svgs: codes.map((code) => cardSvg(code, "qr")),
  };
}
