import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

// Each answers null when the actor may, else the reason.

/** Sums over the whole shop, and its journals. */
export const canReadBooks = (actor: Actor): null | "books.role" =>
  staffMay(actor, "books.read") ? null : "books.role";

/** The office deals with requests under the privacy law. */
export const canHandle = (actor: Actor): null | "books.role" =>
  staffMay(actor, "privacy.handle") ? null : "books.role";

/** Members ask for themselves; the office writes down what came by phone or letter. */
export function canRequest(actor: Actor, memberId: string): null | "books.role" {
  if (actor.kind === "member") return actor.id === memberId ? null : "books.role";
  return canHandle(actor);
}

/** Throws `forbidden` with the reason that one of the questions above gave. */
export function forbidUnless(reason: string | null): void {
  if (reason) throw new DomainError("forbidden", reason);
}
