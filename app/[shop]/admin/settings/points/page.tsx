import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { programStates, startingProgram } from "@/server/points/rules/program";
import { programsRevision } from "@/server/points/rules/programs-revision";
import { canSetSafeguards } from "@/server/points/access";
import { PointsForm } from "../_parts/points-form";
import { Programs } from "../_parts/programs";
import { SafeguardsForm } from "../_parts/safeguards-form";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.points"))("label") });

export default async function Page({ params }: Props) {
  const { api, shop, base, context, staff } = await settingsCaller((await params).shop, "points", "points.program");
  const { programs, timeZone, dayStartMinutes } = await api.points.programs();
  const { now } = context;
  const listed = programStates(programs, now);
  const rule = listed.find(({ state }) => state === "current") ?? programs[0] ?? startingProgram;
  return (
    <SettingsPage section="points" base={base} isBare>
      <Card>
        <PointsForm
          {...{ slug: shop.slug, rule, revision: programsRevision(programs), timeZone, dayStartMinutes, now }}
        />
      </Card>
      {listed.length > 0 && <Programs programs={listed} />}
      <Card className="mt-6">
        <SafeguardsForm
          saved={await api.watch.safeguards()}
          refusal={canSetSafeguards(staff) ? (await getTranslations("watch.errors"))("role") : undefined}
        />
      </Card>
    </SettingsPage>
  );
}
