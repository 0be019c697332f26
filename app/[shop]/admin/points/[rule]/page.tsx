import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { canSeeRules } from "@/server/earning/access";
import { adminCaller } from "../../_parts/admin-gate";
import { RuleEditor } from "../_parts/rule-editor";

interface Props {
  params: Promise<{ shop: string; rule: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("earning"))("edit") });

export default async function Page({ params }: Props) {
  const { shop, rule: ruleId } = await params;
  const { api, base, staff } = await adminCaller(shop, `/points/${ruleId}`);
  if (canSeeRules(staff)) notFound();
  const desk = await api.earning.desk();
  const rule = desk.draft.rules.find(({ id }) => id === ruleId) ?? null;
  if (!rule && ruleId !== "new") notFound();
  return <RuleEditor desk={desk} rule={rule} base={base} slug={shop} />;
}
