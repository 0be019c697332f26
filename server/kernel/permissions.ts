import type { Actor, StaffRole } from "./ctx";

// The one table of what staff may do. Each module's access.ts asks it and gives its own reason; the settings screen shows it in words
// (`tenancy.permissions.<name>`). Safe for the browser: no server code here.

const everybody = ["owner", "marketer", "store_staff", "analyst"] as const;
const counter = ["owner", "marketer", "store_staff"] as const;
const desk = ["owner", "marketer"] as const;
const numbers = ["owner", "marketer", "analyst"] as const;
const owner = ["owner"] as const;

export const permissions = {
  "members.read": counter,
  "members.issue_card": counter,
  "members.edit": counter,
  /** A proven address is the way into an account: only owners may move it for somebody else. */
  "members.replace_email": owner,
  "members.withdraw": desk,
  /** One action on many members at once. */
  "members.bulk": desk,
  "members.export": desk,
  /** Looking through records that may be one person, making them one, and parting them again. */
  "identity.merge": desk,
  "purchases.read": everybody,
  "purchases.record": counter,
  "points.read": everybody,
  /** Up to the daily limit; beyond it `points.adjust_freely`. */
  "points.adjust": counter,
  "points.adjust_freely": desk,
  /** Of somebody else's request beyond a limit, never one's own. */
  "points.approve": desk,
  /** Where the shop asks for the code on the phone: letting it go without, with a reason. */
  "points.spend_without_code": desk,
  "points.program": desk,
  "coupons.read": everybody,
  /** What a coupon promises, its codes, and whether it is given out at all. */
  "coupons.edit": desk,
  /** Giving one to a member and taking one in, at the counter. */
  "coupons.handle": counter,
  "rewards.read": everybody,
  "rewards.edit": desk,
  /** Exchanging points for a member, getting it ready, handing it over, calling it off. */
  "rewards.handle": counter,
  /** How many members came to which store: no names. */
  "visits.read": everybody,
  "visits.edit": desk,
  /** Who was brought by members, in numbers. */
  "friends.read": numbers,
  "ranks.read": everybody,
  "ranks.edit": desk,
  /** Lifting one member above what was bought, until a day. */
  "ranks.set_by_hand": desk,
  "earning.read": numbers,
  "earning.edit": desk,
  /** What is published binds the shop towards its customers. */
  "earning.publish": desk,
  /** Telling that a member did something that rules give points for. */
  "earning.report": owner,
  /** What-if over past sales. */
  "replay.run": desk,
  "warranties.read": everybody,
  "repairs.read": counter,
  "repairs.manage": counter,
  "recommendations.read": everybody,
  "catalog.edit": desk,
  "segments.read": numbers,
  "segments.edit": desk,
  "campaigns.read": numbers,
  "campaigns.edit": desk,
  "campaigns.launch": desk,
  "campaigns.approve": desk,
  /** Service messages ask for no consent: owners answer for that (特定電子メール法). */
  "campaigns.publish_service": owner,
  "contents.publish": desk,
  "messages.read": everybody,
  "messages.suppress": everybody,
  "messages.steer": desk,
  "results.read": numbers,
  /** Analysts work with numbers, not with persons. */
  "results.read_names": desk,
  "proof.read": numbers,
  /** What the fraud watch found: it names colleagues. */
  "watch.read": desk,
  "watch.act": desk,
  "watch.rules": owner,
  /** What the shop owes in points, and its journals. */
  "books.read": numbers,
  /** Requests under the privacy law. */
  "privacy.handle": desk,
  "imports.run": desk,
  "exports.request": desk,
  /** Of somebody else's request, never one's own. */
  "exports.approve": desk,
  "staff.read": desk,
  "staff.manage": owner,
  "stores.manage": owner,
  "settings.edit": owner,
  "api_keys.manage": owner,
  "audit.read": owner,
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

/** What an API key can be allowed, and the permissions that come with it. */
export const apiScopes = {
  "members.read": ["members.read"],
  "occasions.write": ["earning.report"],
  "purchases.write": ["purchases.record", "points.read", "ranks.read", "coupons.read", "coupons.handle"],
} as const satisfies Record<string, readonly Permission[]>;

export type ApiScope = keyof typeof apiScopes;
export const apiScopeNames = Object.keys(apiScopes) as ApiScope[];

export const roleMay = (role: StaffRole, permission: Permission): boolean =>
  (permissions[permission] as readonly StaffRole[]).includes(role);

/** Whether a staff member's role, or an API key's scopes, carry the permission. The product's own jobs (`system`) may everything. */
export function staffMay(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "staff") return roleMay(actor.role, permission);
  if (actor.kind === "api_key")
    return actor.scopes.some((scope) => (apiScopes[scope] as readonly Permission[]).includes(permission));
  return false;
}
