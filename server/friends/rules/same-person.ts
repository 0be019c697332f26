import type { Sameness } from "../input";

export interface Known {
  phone: string | null;
  email: string | null;
  postalCode: string | null;
  addressLine: string | null;
  householdId: string | null;
}

// Mailboxes whose providers ignore dots, and everybody's "+tag".
const ignoreDots = new Set(["gmail.com", "googlemail.com"]);

/** The mailbox an address leads to, as far as can be told from outside. */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf("@");
  const host = email.slice(at + 1).toLowerCase();
  const name = email.slice(0, at).toLowerCase().replace(/\+.*$/, "");
  const domain = host === "googlemail.com" ? "gmail.com" : host;
  return `${ignoreDots.has(host) ? name.replaceAll(".", "") : name}@${domain}`;
}

/** Numbers and letters of an address, however they were typed: １−２−３ and 1丁目2番3号 are one. */
export function placeOf(address: string): string {
  return address
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/丁目|番地|番|号室|号|の|[\s\-\u2010-\u2015\u30fc\u2212]/g, "-")
    .replaceAll(/-+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

const alike = (a: string | null, b: string | null, read: (text: string) => string = (text) => text) =>
  a !== null && b !== null && read(a) !== "" && read(a) === read(b);

/** Why two members are one person or one household; null where nothing says so. */
export function samenessOf(inviter: Known, friend: Known, isSameDevice: boolean): Sameness | null {
  if (alike(inviter.phone, friend.phone)) return "phone";
  if (alike(inviter.email, friend.email, mailboxOf)) return "email";
  if (alike(inviter.householdId, friend.householdId)) return "household";
  if (alike(inviter.postalCode, friend.postalCode) && alike(inviter.addressLine, friend.addressLine, placeOf))
    return "address";
  return isSameDevice ? "device" : null;
}
