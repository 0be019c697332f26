import { Gift } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { TakeCoupon } from "@/components/coupons/take-coupon";
import { makeFormats } from "@/components/format/formats";
import { JoinForm } from "@/components/friends/join-form";
import { ArrivalCard } from "@/components/visits/arrival-card";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { callerFor } from "@/server/trpc/caller";
import { signInAddress } from "../member-gate";
import { accept, askToJoin } from "./actions";

type Caller = Awaited<ReturnType<typeof callerFor>>;

interface Props {
  invitation: Awaited<ReturnType<Caller["api"]["friends"]["invitation"]>>;
  shop: Caller["shop"];
  /** The link was made in this very browser. */
  isMadeHere: boolean;
}

/** What a friend gets, and the way there: joining by mail, or accepting with the card they have already. */
export async function InvitedView({ invitation, shop, isMadeHere }: Props) {
  const [t, points, language] = [
    await getTranslations("friends.invited"),
    await getTranslations("ui.points"),
    await getLocale(),
  ];
  const formats = makeFormats(language === "en" ? "en" : "ja", shop.timeZone);
  const { code, friendPoints, state } = invitation;
  // The number and its unit stay on one line.
  const inPoints = points("long", { value: formats.number(friendPoints) }).replace(" ", "\u00a0");
  const home = `/${shop.slug}/my`;
  if (state === "own" || state === "accepted" || state === "not_for_you") {
    const words = {
      own: [t("own"), t("ownText")],
      accepted: [t("accepted"), friendPoints > 0 ? t("acceptedText", { points: inPoints }) : t("acceptedPlain")],
      not_for_you: [t("notForYou"), t("notForYouText")],
    }[state];
    return (
      <div className="grid gap-6">
        <h1 className="text-xl">{t("title")}</h1>
        <ArrivalCard
          tone={state === "accepted" ? "ok" : "info"}
          icon={<Gift />}
          title={words[0] ?? ""}
          points={null}
          lines={words.slice(1)}
        >
          <ButtonLink href={state === "own" ? `${home}/friends` : home} variant="primary" block>
            {t(state === "own" ? "toFriends" : "home")}
          </ButtonLink>
        </ArrivalCard>
      </div>
    );
  }
  return (
    <div className="grid gap-6">
      <h1 className="text-xl">{t("title")}</h1>
      <ArrivalCard
        tone="brand"
        icon={<Gift />}
        title={t("lead", { shop: shop.name })}
        points={friendPoints > 0 ? friendPoints : null}
        lines={[
          friendPoints > 0 ? t("gift", { points: inPoints }) : t("noGift"),
          ...(state === "open" ? [t("acceptLead")] : []),
        ]}
      >
        {state === "open" && <TakeCoupon label={t("accept")} onTake={accept.bind(null, shop.slug, code)} />}
      </ArrivalCard>
      {state === "visitor" &&
        (isMadeHere ? (
          <Notice tone="warn">{t("sameDevice")}</Notice>
        ) : (
          <Card className="grid gap-4">
            <JoinForm
              action={askToJoin.bind(null, shop.slug, code)}
              words={{
                email: t("email"),
                submit: t("submit"),
                sentTitle: t("sentTitle"),
                sent: t.raw("sent") as string,
                again: t("again"),
              }}
            />
            <p className="text-xs text-ink-3">{t("privacy")}</p>
            <p className="text-center text-sm">
              <TextLink
                href={signInAddress(shop.slug, `/invited/${code}`)}
                className="inline-flex min-h-11 items-center"
              >
                {t("already")}
              </TextLink>
            </p>
          </Card>
        ))}
    </div>
  );
}
