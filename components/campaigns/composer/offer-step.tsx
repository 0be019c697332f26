import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import type { CampaignDraft } from "@/server/campaigns/input";

type Offer = NonNullable<CampaignDraft["offer"]>;

/** What stands in the mail for each person. */
export function OfferStep({ offer, onChange }: { offer: Offer | undefined; onChange: (offer: Offer) => void }) {
  const t = useTranslations("composer.offer");
  const now = offer ?? { showPoints: true, recommendations: 3 as const };
  return (
    <Card className="grid gap-6">
      <Checkbox
        label={t("points")}
        hint={t("pointsHint")}
        checked={now.showPoints}
        onChange={(event) => onChange({ ...now, showPoints: event.target.checked })}
      />
      <RadioGroup
        legend={t("items")}
        name="recommendations"
        value={String(now.recommendations)}
        onValueChange={(value) => onChange({ ...now, recommendations: value === "3" ? 3 : 0 })}
        options={[
          { value: "3", label: t("three"), hint: t("threeHint") },
          { value: "0", label: t("noItems"), hint: t("noItemsHint") },
        ]}
      />
    </Card>
  );
}
