"use client";

import { Monitor, Moon, Sun, SunMoon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { readTheme, type Theme, THEME_COOKIE, THEMES } from "@/components/ui/theme";
import { keepPreference } from "./preference-cookie";

const icons = { system: Monitor, light: Sun, dark: Moon };

/** Light, dark, or as the device. */
export function ThemeSwitch({ className }: { className?: string }) {
  const t = useTranslations("ui.theme");
  const [theme, setTheme] = useState<Theme>();
  const choose = (next: Theme) => {
    keepPreference(THEME_COOKIE, next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    setTheme(next);
  };
  // Until something is chosen here, the truth is on the document, where the server put it.
  const current =
    theme ?? (typeof document === "undefined" ? "system" : readTheme(document.documentElement.dataset.theme));
  return (
    <Menu
      trigger={<IconButton hint={false} label={t("label")} icon={<SunMoon aria-hidden />} className={className} />}
      items={THEMES.map((key) => {
        const Icon = icons[key];
        return {
          key,
          label: t(key),
          icon: <Icon aria-hidden />,
          checked: key === current,
          onSelect: () => choose(key),
        };
      })}
    />
  );
}
