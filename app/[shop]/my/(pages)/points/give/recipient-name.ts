import "server-only";
import { getTranslations } from "next-intl/server";

/** How a member is called before another one: 田●●様（会員番号の末尾 1234）. */
export async function recipientName({ initial, lastDigits }: { initial: string | null; lastDigits: string }) {
  const t = await getTranslations("friends.gift");
  return initial === null ? t("nameless", { digits: lastDigits }) : t("named", { initial, digits: lastDigits });
}
