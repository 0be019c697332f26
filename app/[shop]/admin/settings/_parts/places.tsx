import "server-only";
import {
  Coins,
  CreditCard,
  Globe,
  KeyRound,
  Mail,
  Palette,
  ShieldCheck,
  Store,
  UsersRound,
  WalletCards,
  Wrench,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { SettingsPlace } from "@/components/settings/settings-nav";
import type { Actor } from "@/server/kernel/ctx";
import { type Permission, staffMay } from "@/server/kernel/permissions";

// Whoever may none of the permissions of a section does not see it; its page refuses them, too.
const sections: { key: string; icon: ReactNode; permissions: readonly Permission[] }[] = [
  { key: "brand", icon: <Palette />, permissions: ["settings.edit"] },
  { key: "stores", icon: <Store />, permissions: ["stores.manage"] },
  { key: "points", icon: <Coins />, permissions: ["points.program"] },
  { key: "card", icon: <CreditCard />, permissions: ["settings.edit"] },
  { key: "wallets", icon: <WalletCards />, permissions: ["settings.edit"] },
  { key: "sending", icon: <Mail />, permissions: ["settings.edit"] },
  { key: "repairs", icon: <Wrench />, permissions: ["settings.edit"] },
  { key: "language", icon: <Globe />, permissions: ["settings.edit"] },
  { key: "people", icon: <UsersRound />, permissions: ["staff.read"] },
  { key: "permissions", icon: <ShieldCheck />, permissions: ["staff.read", "settings.edit"] },
  { key: "api-keys", icon: <KeyRound />, permissions: ["api_keys.manage"] },
];

/** The sections of the settings that this person may see, each with its address. */
export async function settingsPlaces(staff: Actor, base: string): Promise<SettingsPlace[]> {
  const t = await getTranslations("settings.sections");
  return sections
    .filter(({ permissions }) => permissions.some((permission) => staffMay(staff, permission)))
    .map(({ key, icon }) => ({
      href: `${base}/settings/${key}`,
      icon,
      label: t(`${key}.label`),
      hint: t(`${key}.hint`),
    }));
}
