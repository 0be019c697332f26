import { getLocale, getTranslations } from "next-intl/server";
import { TakeCoupon } from "@/components/coupons/take-coupon";
import { Card } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { signInAddress } from "../member-gate";
import { takeFromPoster } from "./actions";

interface Props {
  slug: string;
  token: string;
  shopName: string;
  timeZone: string;
  isMember: boolean;
  offer: {
    title: { ja: string; en: string };
    note: { ja: string; en: string };
    state: "usable" | "coming" | "over" | "stopped";
  };
}

/** The coupon of a poster, and the one button that takes it. */
export async function TakeView({ slug, token, shopName, isMember, offer }: Props) {
  const [t, language] = [await getTranslations("coupons.my"), await getLocale()];
  const locale = language === "en" ? "en" : "ja";
  const isOpen = offer.state === "usable" || offer.state === "coming";
  return (
    <div className="grid gap-5">
      <p className="text-sm text-ink-2">{t("takeLead", { shop: shopName })}</p>
      <Card className="grid gap-2 text-center">
        <h1 className="text-2xl wrap-anywhere">{offer.title[locale]}</h1>
        {offer.note[locale] && <p className="text-sm whitespace-pre-line text-ink-2">{offer.note[locale]}</p>}
      </Card>
      {!isOpen ? (
        <Notice tone="warn">{t("takeOver")}</Notice>
      ) : isMember ? (
        <TakeCoupon label={t("take")} onTake={takeFromPoster.bind(null, slug, token)} />
      ) : (
        <ButtonLink href={signInAddress(slug, `/coupons/take/${token}`)} variant="primary" block>
          {t("takeSignIn")}
        </ButtonLink>
      )}
    </div>
  );
}
