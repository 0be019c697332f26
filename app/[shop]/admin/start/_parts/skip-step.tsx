"use client";

import { useTranslations } from "next-intl";
import type { SetUpStepName } from "@/components/start/set-up-progress";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useStep } from "./use-step";

/** The way past a step: on, when it is done; otherwise later. */
export function SkipStep({ step, isDone, nextHref }: { step: SetUpStepName; isDone: boolean; nextHref: string }) {
  const t = useTranslations("start.setUp");
  const { skip, isBusy } = useStep(step, nextHref);
  return (
    <div className="flex justify-end border-t border-line pt-4">
      {isDone ? (
        <ButtonLink href={nextHref} variant="ghost">
          {t("next")}
        </ButtonLink>
      ) : (
        <Button variant="ghost" loading={isBusy} onClick={skip}>
          {t("skip")}
        </Button>
      )}
    </div>
  );
}
