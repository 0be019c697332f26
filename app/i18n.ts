import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { chooseLocale, LOCALE_COOKIE } from "@/components/format/locale";
import { en } from "@/components/messages/en";
import { ja } from "@/components/messages/ja";

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LOCALE_COOKIE)?.value, head.get("accept-language"));
  return { locale, messages: locale === "ja" ? ja : en, timeZone: "Asia/Tokyo" };
});
