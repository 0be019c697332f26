"use client";

import { Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { LOCALE_COOKIE, type Locale } from "@/components/format/locale";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { keepPreference } from "./preference-cookie";

// Each language is written in itself, so that whoever needs it can read it.
const names: Record<Locale, string> = { ja: "日本語", en: "English" };

/** Changes the language of everything, at once and for next time. `className` colours the button on a coloured bar. */
export function LocaleSwitch({ className, onSelect }: { className?: string; onSelect?: (locale: Locale) => void }) {
  const t = useTranslations("ui.locale");
  const locale = useLocale();
  const router = useRouter();
  const choose = (next: Locale) => {
    keepPreference(LOCALE_COOKIE, next);
    onSelect?.(next);
    router.refresh();
  };
  return (
    <Menu
      trigger={<IconButton hint={false} label={t("label")} icon={<Languages aria-hidden />} className={className} />}
      items={(Object.keys(names) as Locale[]).map((key) => ({
        key,
        label: <span lang={key}>{names[key]}</span>,
        checked: key === locale,
        onSelect: () => choose(key),
      }))}
    />
  );
}
