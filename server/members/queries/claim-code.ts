import type { Ctx } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { tenantOf } from "@/server/kernel/gate";
import { cardSvg } from "../rules/card-svg";

/** The address at which a customer takes over a card issued at the counter, and its QR code as SVG. Show it to nobody else. */
export async function claimCode(ctx: Ctx, claimToken: string): Promise<{ url: string; svg: string }> {
  const shop = await tenantOf(ctx);
  const { href } = new URL(`/${shop.slug}/my/claim/${claimToken}`, env().GOEN_BASE_URL);
  return { url: href, svg: cardSvg(href, "qr") };
}
