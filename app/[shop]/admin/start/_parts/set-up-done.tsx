import { CircleCheckBig } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SetUpStepName } from "@/components/start/set-up-progress";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** The end of the set-up: what is left, and where the shop's day begins. */
export function SetUpDone({ base, slug, next }: { base: string; slug: string; next: SetUpStepName | null }) {
  const t = useTranslations("start.setUp");
  return (
    <Card>
      <EmptyState
        icon={<CircleCheckBig />}
        title={<h2 className="text-lg">{t(next ? "nearlyTitle" : "doneTitle")}</h2>}
        description={next ? t("nearlyLead", { step: t(`steps.${next}.label`) }) : t("doneLead")}
        actions={
          <>
            {next && <ButtonLink href={`${base}/start?step=${next}`}>{t("nearlyGo")}</ButtonLink>}
            <ButtonLink href={`/${slug}/staff`}>{t("toCounter")}</ButtonLink>
            <ButtonLink href={base} variant="primary">
              {t("toHome")}
            </ButtonLink>
          </>
        }
      />
    </Card>
  );
}
