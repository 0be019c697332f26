import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { ProductPicture } from "@/components/my/product-picture";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import type { RepairState } from "@/server/repairs/input";
import { Receipt } from "./receipt-number";
import { RepairStateBadge } from "./state-badge";

interface Props {
  repair: {
    receiptNo: string;
    productName: string;
    imageUrl: string | null;
    state: RepairState;
    stateSince: Date;
    promisedOn: string | null;
    storeName: string | null;
  };
  signInHref: string;
}

/** Where a mail about a repair leads without signing in: nothing that a forwarded mail must not show. */
export function RepairGlance({ repair, signInHref }: Props) {
  const t = useTranslations("repairs");
  const my = useTranslations("my");
  const formats = useFormats();
  return (
    <>
      <PageHeader title={repair.productName} badge={<RepairStateBadge state={repair.state} own />} />
      <div className="grid gap-6">
        <Card className="grid gap-4 sm:grid-cols-[8rem_1fr] sm:items-center">
          <ProductPicture url={repair.imageUrl} className="mx-auto aspect-square w-32" />
          <DescriptionList
            items={[
              { key: "no", term: t("number"), value: <Receipt no={repair.receiptNo} /> },
              {
                key: "state",
                term: t("board.state"),
                value: (
                  <>
                    {t(`ownStates.${repair.state}`)}{" "}
                    <span className="text-xs text-ink-3">
                      <DateTime value={repair.stateSince} />
                    </span>
                  </>
                ),
              },
              ...(repair.promisedOn
                ? [{ key: "promised", term: t("page.promised"), value: formats.date(repair.promisedOn) }]
                : []),
              ...(repair.storeName ? [{ key: "store", term: t("page.store"), value: repair.storeName }] : []),
            ]}
          />
        </Card>
        <Card className="grid gap-3">
          <p className="text-sm">{t("page.signInForMore")}</p>
          <ButtonLink href={signInHref} variant="primary" block>
            {my("signIn")}
          </ButtonLink>
        </Card>
      </div>
    </>
  );
}
