import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { SetUpSteps } from "@/components/start/set-up-steps";
import { Progress } from "@/components/ui/progress";
import { settingsCaller } from "../settings/_parts/settings-page";
import { SetUpDone } from "./_parts/set-up-done";
import { StepContent } from "./_parts/step-content";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ step?: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("start.setUp"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const caller = await settingsCaller((await params).shop, "start", "settings.edit");
  const t = await getTranslations("start.setUp");
  const [progress, { step: wanted }] = await Promise.all([caller.api.onboarding.steps(), searchParams]);
  const { steps, next, doneCount } = progress;
  const step = steps.find((one) => one.step === wanted)?.step ?? next;
  const count = t("homeCount", { done: doneCount, total: steps.length });
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="grid gap-6 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-8">
        <div className="grid content-start gap-4">
          <Progress label={count} value={doneCount} max={steps.length} />
          {step && <SetUpSteps base={caller.base} progress={progress} current={step} />}
        </div>
        {step && wanted !== "done" ? (
          <StepContent caller={caller} step={step} steps={steps} />
        ) : (
          <SetUpDone base={caller.base} slug={caller.shop.slug} next={next} />
        )}
      </div>
    </>
  );
}
