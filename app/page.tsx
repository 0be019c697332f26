import { getLocale } from "next-intl/server";
import { connection } from "next/server";
import { StartPage } from "@/components/layout/start-page";
import { database } from "@/server/kernel/database";
import { env } from "@/server/kernel/env";
import { allTenants, namedIn } from "@/server/kernel/gate";

export default async function Page() {
  await connection();
  // Only demonstrations are listed: which shops are here is nobody's business otherwise.
  const locale = await getLocale();
  const shops = (await allTenants(database("app"))).filter((shop) => shop.isDemo).map((shop) => namedIn(shop, locale));
  const showsMails = env().GOEN_DEV_ROUTES === "1" && env().MAIL_CHANNEL === "captured";
  return <StartPage shops={shops} showsMails={showsMails} takesNewShops={env().GOEN_SIGN_UP === "open"} />;
}
