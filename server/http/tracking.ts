import { readTrackingToken, type TokenPurpose, type TrackingToken } from "@/server/delivery/rules/tracking-token";
import { linkTarget, recordHit } from "@/server/delivery/service/track";
import { isUnsubscribed, resubscribe, unsubscribe } from "@/server/delivery/service/unsubscribe";
import type { Ctx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { findTenantBySlug, tenantOf, vouchedTenant } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { log } from "@/server/kernel/log";
import { linkCookieFor } from "@/server/members/auth/session";
import { deadLinkPage } from "./tracking-page";

const pixel = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const never = { "cache-control": "no-store, max-age=0", "referrer-policy": "no-referrer" };

interface Verified {
  token: TrackingToken;
  ctx: Ctx;
}

/** The token is our signature over tenant and delivery: it vouches for both. */
function verified(purpose: TokenPurpose, text: string): Verified | null {
  const token = readTrackingToken(purpose, text);
  if (!token) return null;
  const ctx: Ctx = {
    tenant: vouchedTenant(token.tenant),
    actor: { kind: "visitor" },
    db: database("app"),
    now: new Date(),
    requestId: newId(),
  };
  return { token, ctx };
}

/** Counting must never stand in the way of the person: a hit that cannot be kept is logged and forgotten. */
async function keepHit({ ctx, token }: Verified, kind: "open" | "click", request: Request): Promise<void> {
  await recordHit(ctx, token, kind, { method: request.method, userAgent: request.headers.get("user-agent") }).catch(
    (error: unknown) => log.warn({ delivery: token.deliveryId, err: error }, "hit not kept"),
  );
}

/** GET /api/t/o/<token>: one pixel. It is always a pixel, whatever the token, so that no mail shows a broken picture. */
export async function handleOpen(request: Request, text: string): Promise<Response> {
  const found = verified("open", text);
  if (found && found.token.expiresAt > found.ctx.now) await keepHit(found, "open", request);
  return new Response(request.method === "HEAD" ? null : pixel, { headers: { ...never, "content-type": "image/gif" } });
}

/**
 * GET /api/t/c/<token>: to the page of the shop that the link means. The address comes from the delivery, never from the
 * request. Whoever follows it gets a cookie that shows what is harmless for half an hour.
 */
export async function handleClick(request: Request, text: string): Promise<Response> {
  const found = verified("click", text);
  if (!found) return deadLinkPage(request, "altered");
  if (found.token.expiresAt <= found.ctx.now) return deadLinkPage(request, "expired");
  await keepHit(found, "click", request);
  const target = await linkTarget(found.ctx, found.token);
  if (!target) return deadLinkPage(request, "expired");
  const headers = new Headers({ ...never, location: target.path });
  const isPerson = request.method === "GET" && found.token.link !== "honeypot";
  if (isPerson)
    headers.append("set-cookie", setCookie(linkCookieFor(found.ctx.tenant, target.memberId, found.ctx.now)));
  return new Response(null, { status: 302, headers });
}

function setCookie({ name, value, options }: ReturnType<typeof linkCookieFor>): string {
  const parts = [
    `${name}=${encodeURIComponent(value)}`,
    `Path=${options.path}`,
    `Max-Age=${options.maxAge}`,
    "HttpOnly",
    "SameSite=Lax",
  ];
  return [...parts, ...(options.secure ? ["Secure"] : [])].join("; ");
}

/**
 * POST /api/t/u/<token>. A mail program's one-click (RFC 8058) is answered 200; the form of the unsubscribe page says `do=stop`
 * or `do=undo` and is sent back to it. There is no GET here: a scanner that looks at the link changes nothing. Unsubscribe
 * links do not expire: whoever holds the mail may stop it at any time (特定電子メール法 art. 3).
 */
export async function handleUnsubscribe(request: Request, text: string): Promise<Response> {
  const found = verified("unsubscribe", text);
  if (!found) return deadLinkPage(request, "altered");
  const form = await request.formData().catch(() => new FormData());
  const { ctx, token } = found;
  if (form.get("List-Unsubscribe") === "One-Click") {
    await unsubscribe(ctx, token);
    return new Response(null, { status: 200, headers: never });
  }
  if (form.get("do") === "undo") await resubscribe(ctx, token);
  else if (form.get("do") === "stop") await unsubscribe(ctx, token);
  else return new Response(null, { status: 400, headers: never });
  const { slug } = await tenantOf(ctx);
  return new Response(null, { status: 303, headers: { ...never, location: `/${slug}/unsubscribe/${text}` } });
}

/** What the unsubscribe page shows; null when the link was altered or belongs to another shop. Changes nothing. */
export async function unsubscribeView(slug: string, text: string) {
  const found = verified("unsubscribe", text);
  const shop = found && (await findTenantBySlug(database("app"), slug));
  if (!shop || shop.id !== found.ctx.tenant) return null;
  const { name, nameLatin, brandColor: color } = shop;
  return { shop: { name, nameLatin, color }, isStopped: await isUnsubscribed(found.ctx, found.token) };
}
