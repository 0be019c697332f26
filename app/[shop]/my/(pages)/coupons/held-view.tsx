import { getLocale, getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { benefitWords, couponSentences } from "@/components/coupons/coupon-words";
import { LiveClock } from "@/components/coupons/live-clock";
import { MyCouponPage } from "@/components/coupons/my-coupon-page";
import { TearButton, UndoTear } from "@/components/coupons/tear-button";
import { makeFormats } from "@/components/format/formats";
import { cardSvg } from "@/server/members/rules/card-svg";
import type { callerFor } from "@/server/trpc/caller";
import { tearMine, undoMine } from "./actions";

interface Props {
  slug: string;
  base: string;
  timeZone: string;
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  heldId: string;
}

/** One coupon of the member who is signed in. */
export async function HeldView({ slug, base, timeZone, api, heldId }: Props) {
  const [t, language, one] = [
    await getTranslations("coupons"),
    await getLocale(),
    await orNotFound(api.coupons.myCoupon({ heldId })),
  ];
  const locale = language === "en" ? "en" : "ja";
  const formats = makeFormats(locale, timeZone);
  const { definition, state } = one;
  const standing = definition.rankIds.length > 0 ? await api.ranks.mine() : null;
  const ranks = Object.fromEntries(
    (standing?.levels ?? []).map(({ id, nameJa, nameEn }) => [id, locale === "en" ? nameEn : nameJa]),
  );
  const isTorn = definition.use !== "till";
  const tear = (
    <TearButton
      words={{
        tear: t("my.tear"),
        title: t("my.tearTitle"),
        text: t("my.tearText"),
        confirm: t("my.tearConfirm"),
        cancel: t("my.cancel"),
      }}
      onTear={tearMine.bind(null, slug, heldId)}
    />
  );
  const undo = one.undoUntil && (
    <UndoTear
      label={t("my.undo")}
      hint={t("my.undoHint", { time: formats.time(one.undoUntil) })}
      onUndo={undoMine.bind(null, slug, heldId)}
    />
  );
  return (
    <MyCouponPage
      base={base}
      title={definition.title[locale]}
      benefit={definition.use === "tear" ? definition.title[locale] : benefitWords(t, formats, definition, one.names)}
      note={definition.note[locale]}
      state={state}
      use={definition.use}
      code={one.code}
      spoken={one.spoken}
      codeSvg={state === "usable" && definition.use !== "tear" ? cardSvg(one.code, "qr") : null}
      sentences={couponSentences(t, formats, definition, { ...one.names, ...ranks })}
      usedAt={state === "used" && one.usedAt ? formats.dateTime(one.usedAt) : null}
      until={formats.date(one.lastDay)}
      action={state === "usable" && isTorn ? tear : undo}
      clock={<LiveClock label={t("my.live")} timeZone={timeZone} />}
    />
  );
}
