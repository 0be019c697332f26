import { getTranslations } from "next-intl/server";
import { type SegmentsAddress, SegmentsView } from "./segments-view";

export const generateMetadata = async () => ({ title: (await getTranslations("segments"))("title") });

export default function Page(address: SegmentsAddress) {
  return <SegmentsView {...address} />;
}
