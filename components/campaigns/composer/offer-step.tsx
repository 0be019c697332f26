import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import type { CampaignDraft } from "@/server/campaigns/input";

type Offer = NonNullable<CampaignDraft["offer"]>;

/** What stands in the mail for each person. */
export function OfferStep({
  offer,
  coupons,
  onChange,
}: {
  offer: Offer | undefined;
  /** Coupons that can be given now. */
  coupons: readonly { couponId: string; name: string }[];
  onChange: (offer: Offer) => void;
}) {
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
      <Field label={t("coupon")} hint={t("couponHint")}>
        <Select
          value={now.couponId ?? ""}
          placeholder={t("noCoupon")}
          onChange={({ target: { value } }) => {
            const { couponId: _before, ...rest } = now;
            onChange(value === "" ? rest : { ...rest, couponId: value });
          }}
          options={coupons.map(({ couponId, name }) => ({ value: couponId, label: name }))}
        />
      </Field>
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
