import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";

export type SetUpStepName = "brand" | "store" | "points" | "card" | "import" | "people" | "campaign";

export interface SetUpView {
  steps: readonly { step: SetUpStepName; state: "done" | "skipped" | "open" }[];
  doneCount: number;
  next: SetUpStepName | null;
}

type Props = { base: string; progress: SetUpView /** The button that puts the reminder away. */; dismiss?: ReactNode };

/** How far the set-up of the shop has come, and the way on; for the home of the office. */
export function SetUpProgress({ base, progress, dismiss }: Props) {
  const t = useTranslations("start.setUp");
  const { doneCount, next, steps } = progress;
  return (
    <Card className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="text-base">{t("homeTitle")}</h2>
          {next && <p className="text-sm text-ink-3">{t("homeNext", { step: t(`steps.${next}.label`) })}</p>}
        </div>
        <div className="flex items-center gap-2">
          {dismiss}
          <ButtonLink href={`${base}/start`} variant="primary" icon={<ArrowRight aria-hidden />}>
            {t("homeGo")}
          </ButtonLink>
        </div>
      </div>
      <Progress label={t("homeCount", { done: doneCount, total: steps.length })} value={doneCount} max={steps.length} />
    </Card>
  );
}
