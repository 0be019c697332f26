/** What staff can be at a shop, most first. */
export const roleNames = ["owner", "marketer", "store_staff", "analyst"] as const;
export type RoleName = (typeof roleNames)[number];
