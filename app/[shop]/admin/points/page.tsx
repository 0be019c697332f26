import { getTranslations } from "next-intl/server";
import { type RulesAddress, RulesView } from "./rules-view";

export const generateMetadata = async () => ({ title: (await getTranslations("earning"))("title") });

export default function Page(address: RulesAddress) {
  return <RulesView {...address} />;
}
