import { getTranslations } from "next-intl/server";
import { IssueCard } from "../_parts/issue-card";

export const generateMetadata = async () => ({ title: (await getTranslations("staff.nav"))("issue") });

export default function IssuePage() {
  return <IssueCard />;
}
