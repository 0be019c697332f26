import { notFound } from "next/navigation";
import { canSeeRules } from "@/server/earning/access";
import { adminCaller } from "../_parts/admin-gate";
import { RulesDesk } from "./_parts/rules-desk";

export interface RulesAddress {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ tab?: string; q?: string; state?: string }>;
}
const tabs = ["rules", "try", "history"] as const;

/** The rules by which points are earned: as they are, as they would be, as they were. */
export async function RulesView({ params, searchParams }: RulesAddress) {
  const { tab, ...query } = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/points", { tab, ...query });
  if (canSeeRules(staff)) notFound();
  const desk = await api.earning.desk();
  const chosen = tabs.find((one) => one === tab) ?? "rules";
  return <RulesDesk desk={desk} base={base} tab={chosen} query={query} />;
}
