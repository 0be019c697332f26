import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";
import type { Source } from "./input";

type Refusal = "coupons.role" | "coupons.not_for_you";

const isSelf = (actor: Actor, memberId: string) => actor.kind === "member" && actor.id === memberId;

export const canReadCoupons = (actor: Actor): null | Refusal =>
  staffMay(actor, "coupons.read") ? null : "coupons.role";

export const canEditCoupons = (actor: Actor): null | Refusal =>
  staffMay(actor, "coupons.edit") ? null : "coupons.role";

/** Giving a coupon to somebody at the counter, and taking one in. */
export const canHandleCoupons = (actor: Actor): null | Refusal =>
  staffMay(actor, "coupons.handle") ? null : "coupons.role";

/** Members take for themselves what is offered to them; the rest is given by the shop. */
const ownWays: readonly Source[] = ["link", "code", "sign_up", "reward"];
export const canIssue = (actor: Actor, memberId: string, source: Source): null | Refusal =>
  isSelf(actor, memberId) && ownWays.includes(source) ? null : canHandleCoupons(actor);

/** Coupons a member holds: the member, and the shop's people. */
export const canReadHeld = (actor: Actor, memberId: string): null | Refusal =>
  isSelf(actor, memberId) ? null : canHandleCoupons(actor) && canReadCoupons(actor);

export const canTear = (actor: Actor, memberId: string): null | Refusal =>
  isSelf(actor, memberId) ? null : canHandleCoupons(actor);
