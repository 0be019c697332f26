import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { canSetRules, canWatch } from "@/server/watch/access";
import { trialDays } from "@/server/watch/rules/defaults";
import { adminCaller } from "../../_parts/admin-gate";
import { RuleForm } from "./rule-form";
import { StaffCards } from "./staff-cards";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("watch.watch"))("rules") });

export default async function Page({ params }: Props) {
  const { api, base, staff } = await adminCaller((await params).shop, "/watch/rules");
  if (canWatch(staff)) notFound();
  const t = await getTranslations("watch.watch");
  const [rules, cards] = [await api.watch.rules(), await api.watch.staffCards()];
  const colleagues = (await api.tenancy.staff()).map(({ membershipId, name }) => ({ membershipId, name }));
  return (
    <>
      <PageHeader
        back={{ href: `${base}/watch`, label: t("title") }}
        title={t("rules")}
        description={t("rulesLead", { days: trialDays })}
      />
      <div className="grid gap-4">
        {rules.map((one) => (
          <Card key={one.rule}>
            <RuleForm saved={one} mayChange={canSetRules(staff) === null} />
          </Card>
        ))}
      </div>
      <StaffCards {...{ base, cards, colleagues }} />
    </>
  );
}
