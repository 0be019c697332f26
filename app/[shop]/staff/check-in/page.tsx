import { getTranslations } from "next-intl/server";
import { CheckInScreen } from "../_parts/check-in-screen";

export const generateMetadata = async () => ({ title: (await getTranslations("visits.screen"))("title") });

/** The code that customers scan at this store, and who has just come. */
export default function Page() {
  return <CheckInScreen />;
}
