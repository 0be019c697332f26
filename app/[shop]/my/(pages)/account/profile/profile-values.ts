import type { Values } from "@/components/my/draft";
import { phoneForPeople } from "@/server/members/rules/contact";

const names = [
  "familyName",
  "givenName",
  "familyKana",
  "givenKana",
  "birthday",
  "gender",
  "prefecture",
  "city",
  "addressLine",
] as const;

/** A member's profile as its form shows it. */
export function profileValues(me: Record<(typeof names)[number] | "phone" | "postalCode", string | null>): Values {
  return {
    ...Object.fromEntries(names.map((name) => [name, me[name] ?? ""])),
    phone: me.phone ? phoneForPeople(me.phone) : "",
    postalCode: me.postalCode ? `${me.postalCode.slice(0, 3)}-${me.postalCode.slice(3)}` : "",
  };
}
