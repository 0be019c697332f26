import { useTranslations } from "next-intl";
import { Count, Money, Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";
import { Stat } from "@/components/ui/stat";

export type ShiftFigures = {
  sales: number;
  salesYen: number;
  memberSales: number;
  memberSalesYen: number;
  returns: number;
  returnsYen: number;
  voids: number;
  pointsEarned: number;
  pointsSpent: number;
  pointsGiven: number;
  pointsTaken: number;
  pointsRedeemed: number;
  cards: number;
};

/** A day at the counter in numbers. */
export function ShiftFigureCards({ of }: { of: ShiftFigures }) {
  const t = useTranslations("counter");
  const formats = useFormats();
  return (
    <Card className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-4 print:grid-cols-4">
      <Stat
        label={t("sales")}
        value={<Money value={of.salesYen} />}
        sub={
          <>
            {t("salesOf", { count: of.sales })}
            {of.sales > 0 && (
              <>
                {" · "}
                {t("memberShare", { share: formats.percent(of.memberSales / of.sales) })}
              </>
            )}
          </>
        }
      />
      <Stat label={t("returns")} value={<Money value={of.returnsYen} />} sub={t("salesOf", { count: of.returns })} />
      <Stat label={t("voids")} value={<Count value={of.voids} />} />
      <Stat label={t("cards")} value={<Count value={of.cards} />} />
      <Stat label={t("pointsEarned")} value={<Points value={of.pointsEarned} />} />
      <Stat label={t("pointsSpent")} value={<Points value={of.pointsSpent} />} />
      <Stat label={t("pointsByHand")} value={<Points value={of.pointsGiven - of.pointsTaken} signed />} />
      <Stat label={t("pointsRedeemed")} value={<Points value={of.pointsRedeemed} />} />
    </Card>
  );
}
