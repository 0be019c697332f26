import "server-only";
import { paperKey } from "@/server/http/papers/answer";
import type { TrpcContext } from "@/server/trpc/context";
import { isInLine, outsideLine } from "./in-line";

/** Where a paper is as PDF. Inside LINE the address leads to the phone's own browser and brings its key along. */
export async function paperHref(
  context: TrpcContext,
  kind: "receipt" | "warranty",
  id: string,
): Promise<{ href: string; isOutside: boolean }> {
  const place = kind === "receipt" ? "purchases" : "warranties";
  const path = `/${context.shop.slug}/my/${place}/${id}/pdf`;
  const member = await context.member();
  if (!member || !(await isInLine())) return { href: path, isOutside: false };
  const key = paperKey(context.shop.id, member.id, kind, id, context.now);
  return { href: outsideLine(`${path}?key=${key}`), isOutside: true };
}
