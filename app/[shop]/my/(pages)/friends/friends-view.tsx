import { UserPlus } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { TakeCoupon } from "@/components/coupons/take-coupon";
import { makeFormats } from "@/components/format/formats";
import { ShareLink } from "@/components/friends/share-link";
import { SvgCode } from "@/components/staff/svg-code";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { friendCodeForPeople } from "@/server/members/rules/friend-code";
import type { callerFor } from "@/server/trpc/caller";
import { openLink } from "./actions";

type Caller = Awaited<ReturnType<typeof callerFor>>;

const tones = { waiting: "info", bought: "ok", over: "neutral" } as const;

/** One's own link with its QR code, and how the friends who came by it stand. */
export async function FriendsView({
  mine,
  shop,
}: {
  mine: Awaited<ReturnType<Caller["api"]["friends"]["mine"]>>;
  shop: Caller["shop"];
}) {
  const [t, points, language] = [
    await getTranslations("friends.my"),
    await getTranslations("ui.points"),
    await getLocale(),
  ];
  const formats = makeFormats(language === "en" ? "en" : "ja", shop.timeZone);
  const inPoints = (value: number) => points("long", { value: formats.number(value) });
  const { offer, friends, own } = mine;
  const [inviter, friend] = [inPoints(offer.inviter), inPoints(offer.friend)];
  const isOffered = offer.inviter + offer.friend > 0;
  return (
    <div className="grid gap-6">
      <h1 className="text-xl">{t("title")}</h1>
      {own && (
        <Notice tone="ok" title={t("own", { points: inPoints(own.points) })}>
          {own.until && t("ownUntil", { day: formats.date(own.until) })}
        </Notice>
      )}
      {isOffered ? (
        <Card className="grid gap-5">
          <p className="text-sm">
            {offer.inviter > 0 && offer.friend > 0
              ? t("lead", { inviter, friend })
              : offer.inviter > 0
                ? t("leadInviter", { inviter })
                : t("leadFriend", { friend })}
          </p>
          {mine.address === null || mine.svg === null || mine.code === null ? (
            <TakeCoupon label={t("open")} onTake={openLink.bind(null, shop.slug)} />
          ) : (
            <>
              <SvgCode svg={mine.svg} label={t("qr")} className="mx-auto size-48" />
              <ShareLink
                address={mine.address}
                title={shop.name}
                text={t("shareText", { shop: shop.name })}
                words={{ link: t("link"), share: t("share"), copy: t("copy"), copied: t("copied") }}
              />
              <p className="text-center text-sm text-ink-2">
                {t("code")} <span className="font-mono text-base text-ink">{friendCodeForPeople(mine.code)}</span>
              </p>
            </>
          )}
          <p className="text-xs text-ink-3">{t("note")}</p>
        </Card>
      ) : (
        <EmptyState icon={<UserPlus />} title={t("off")} description={t("offHint")} />
      )}
      {(isOffered || friends.length > 0) && (
        <Section title={t("list")}>
          <Card flush>
            {friends.length === 0 ? (
              <p className="px-4 py-6 text-sm text-ink-3">{t("none")}</p>
            ) : (
              <ul className="divide-y divide-line">
                {friends.map((one) => (
                  <li
                    key={one.acceptedAt.toISOString()}
                    className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-3 text-sm"
                  >
                    <span>{t("friend", { day: formats.date(one.acceptedAt) })}</span>
                    <span className="flex items-center gap-2">
                      <Badge tone={tones[one.state]}>{t(`states.${one.state}`)}</Badge>
                      {one.points > 0 && one.state !== "over" && (
                        <span className="tabular text-ink-2">
                          {one.state === "waiting"
                            ? t("waitingPoints", { points: inPoints(one.points) })
                            : `+${inPoints(one.points)}`}
                        </span>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </Section>
      )}
    </div>
  );
}
