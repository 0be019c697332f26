import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { canSeeRules } from "@/server/earning/access";
import { adminCaller } from "../../_parts/admin-gate";
import { RuleEditor } from "../_parts/rule-editor";

interface Props {
  params: Promise<{ shop: string; rule: string }>;
  searchParams: Promise<{ from?: string }>;
}

export async function generateMetadata({ params }: Props) {
  const [{ rule }, t] = await Promise.all([params, getTranslations("earning")]);
  return { title: t(rule === "new" ? "new" : "edit") };
}

export default async function Page({ params, searchParams }: Props) {
  const [{ shop, rule: ruleId }, { from }] = await Promise.all([params, searchParams]);
  const { api, base, staff } = await adminCaller(shop, `/points/${ruleId}`, { from });
  if (canSeeRules(staff)) notFound();
  const desk = await api.earning.desk();
  const byId = (wanted?: string) => desk.draft.rules.find(({ id }) => id === wanted) ?? null;
  const rule = byId(ruleId);
  if (!rule && ruleId !== "new") notFound();
  return <RuleEditor desk={desk} rule={rule} like={byId(from)} base={base} slug={shop} />;
}
