import "server-only";
import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { database } from "@/server/kernel/database";
import { findTenantBySlug, namedIn } from "@/server/kernel/gate";
import { isUuid, newId } from "@/server/kernel/ids";
import { currentLink, currentMember, memberSessionId } from "@/server/members/auth/session";
import { originOf } from "@/server/tenancy/auth/door";
import { currentStaff } from "@/server/tenancy/auth/session";
import type { TrpcContext } from "./context";
import { createCaller } from "./root";

/** The context of this request at the shop `/<slug>`; null when there is no such shop. Memoised per request. */
export const contextFor = cache(async (slug: string): Promise<TrpcContext | null> => {
  const db = database("app");
  const shop = await findTenantBySlug(db, slug);
  if (!shop) return null;
  const head = await headers();
  return {
    shop,
    db,
    now: new Date(),
    requestId: requestIdOf(head),
    client: clientOf(head),
    staff: cache(() => currentStaff(shop.id)),
    member: cache(() => currentMember(shop.id)),
    memberSession: cache(() => memberSessionId(shop.id)),
    link: cache(() => currentLink(shop.id)),
  };
});

/** What is kept beside a consent. */
function clientOf(head: Headers) {
  const origin = originOf(head);
  return { ip: origin === "unknown" ? null : origin, userAgent: head.get("user-agent")?.slice(0, 300) ?? null };
}

/** The id that proxy.ts gave a page; what a client wrote itself goes into the audit only if it looks like one. */
function requestIdOf(head: Headers): string {
  const given = head.get("x-request-id") ?? "";
  return isUuid(given) ? given : newId();
}

/** What pages call: every procedure as a function, at this shop, as whoever is signed in; the shop as it is called in the page's language. An unknown shop is a 404 page. */
export async function callerFor(slug: string) {
  const context = await contextFor(slug);
  if (!context) notFound();
  return { shop: namedIn(context.shop, await getLocale()), context, api: createCaller(context) };
}
