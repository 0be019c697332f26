"use client";

import { useRouter } from "next/navigation";
import { LOCALE_COOKIE, type Locale } from "@/components/format/locale";
import { keepPreference } from "./preference-cookie";

/** Turns everything into the other of the two languages, at once and for next time. It is written in the language it leads to. */
export function LanguageButton({ to, onBrand }: { to: Locale; onBrand?: boolean }) {
  const router = useRouter();
  const choose = () => {
    keepPreference(LOCALE_COOKIE, to);
    router.refresh();
  };
  const look = onBrand ? "text-brand-ink hover:bg-white/10" : "text-ink-2 hover:bg-hover";
  return (
    <button
      type="button"
      lang={to}
      onClick={choose}
      className={`inline-flex min-h-11 items-center rounded-md px-3 text-sm font-medium transition-colors ${look}`}
    >
      {to === "en" ? "English" : "日本語"}
    </button>
  );
}
