import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { ClaimForm, type ClaimState } from "./claim-form";

interface Props {
  base: string;
  /** How old a receipt may be; 0: the shop does not offer it. */
  days: number;
  scanned: { receiptNo: string; code: string } | null;
  claim: (state: ClaimState, form: FormData) => Promise<ClaimState>;
}

/** Points for a purchase made without the card, by its receipt. */
export function ClaimPage({ base, days, scanned, claim }: Props) {
  const t = useTranslations("watch.claim");
  const my = useTranslations("my.points");
  return (
    <>
      <PageHeader
        title={t("title")}
        back={{ href: `${base}/points`, label: my("title") }}
        description={days > 0 ? t("lead") : t("off")}
      />
      {days > 0 && (
        <Card className="grid gap-5">
          <p className="text-sm text-ink-3">{t("within", { days })}</p>
          <ClaimForm
            action={claim}
            scanned={scanned}
            words={{
              receiptNo: t("receiptNo"),
              receiptHint: t("receiptHint"),
              total: t("total"),
              submit: t("submit"),
            }}
          />
          <TextLink href={`${base}/points`} className="justify-self-center">
            {t("toPoints")}
          </TextLink>
        </Card>
      )}
    </>
  );
}
