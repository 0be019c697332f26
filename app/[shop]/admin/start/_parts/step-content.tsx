import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { SetUpView } from "@/components/start/set-up-progress";
import { Card } from "@/components/ui/card";
import { programStates, startingProgram } from "@/server/points/rules/program";
import { programsRevision } from "@/server/points/rules/programs-revision";
import type { adminCaller } from "../../_parts/admin-gate";
import { CampaignStep } from "./campaign-step";
import { ImportStep } from "./import-step";
import { PeopleStep } from "./people-step";
import { BrandStep, CardStep, PointsStep } from "./settings-steps";
import { SkipStep } from "./skip-step";
import { StoreStep } from "./store-step";

type Caller = Awaited<ReturnType<typeof adminCaller>>;
type StepName = SetUpView["steps"][number]["step"];
type Props = { caller: Caller; step: StepName; steps: SetUpView["steps"] };

/** One step: what it is for, its form, and the way past it. */
export async function StepContent({ caller, step, steps }: Props) {
  const t = await getTranslations(`start.setUp.steps.${step}`);
  const place = steps.findIndex((one) => one.step === step);
  const after = steps[place + 1]?.step;
  const nextHref = `${caller.base}/start?step=${after ?? "done"}`;
  const isDone = steps[place]?.state === "done";
  return (
    <Card className="grid max-w-4xl gap-6">
      <div>
        <h2 className="text-lg">{t("title")}</h2>
        <p className="text-sm text-ink-3">{t("lead")}</p>
      </div>
      {await formOf(caller, step, nextHref, isDone)}
      <SkipStep step={step} isDone={isDone} nextHref={nextHref} />
    </Card>
  );
}

async function formOf(caller: Caller, step: StepName, nextHref: string, isDone: boolean): Promise<ReactNode> {
  const { api, shop, base, context } = caller;
  const { slug } = shop;
  switch (step) {
    case "brand":
      return <BrandStep slug={slug} saved={(await api.settings.all()).brand} nextHref={nextHref} />;
    case "store":
      return <StoreStep slug={slug} stores={await api.settings.stores()} nextHref={nextHref} />;
    case "points": {
      const { programs, timeZone, dayStartMinutes } = await api.points.programs();
      const rule = programStates(programs, context.now).find(({ state }) => state === "current") ?? startingProgram;
      const zone = { timeZone, dayStartMinutes, now: context.now };
      return <PointsStep {...{ slug, rule, revision: programsRevision(programs), nextHref, ...zone }} />;
    }
    case "card": {
      const [{ card }, samples] = await Promise.all([api.settings.all(), api.settings.cardSamples()]);
      return <CardStep slug={slug} saved={card} samples={samples} nextHref={nextHref} />;
    }
    case "import":
      return <ImportStep base={base} members={(await api.results.overview()).members} />;
    case "people": {
      const [invitations, stores] = await Promise.all([api.access.invitations(), api.tenancy.stores()]);
      const locale = shop.defaultLocale === "en" ? "en" : "ja";
      return <PeopleStep invitations={invitations} stores={stores} defaultLocale={locale} />;
    }
    case "campaign":
      return <CampaignStep api={api} base={base} locale={(await getLocale()) === "en" ? "en" : "ja"} isDone={isDone} />;
  }
}
