import { Gift } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { TakeCoupon } from "@/components/coupons/take-coupon";
import { makeFormats } from "@/components/format/formats";
import { GiveForm } from "@/components/friends/give-form";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import type { giftsOf, giftTerms } from "@/server/friends/queries/gifts";
import type { callerFor } from "@/server/trpc/caller";
import { give, takeBack } from "./actions";
import { recipientName } from "./recipient-name";

interface Props {
  base: string;
  shop: Awaited<ReturnType<typeof callerFor>>["shop"];
  terms: Awaited<ReturnType<typeof giftTerms>>;
  gifts: Awaited<ReturnType<typeof giftsOf>>;
  isJustDone: boolean;
}

/** Points for another member: who and how many, a look before it happens, and half an hour to change one's mind. */
export async function GiveView({ base, shop, terms, gifts, isJustDone }: Props) {
  const [t, my, points, language] = [
    await getTranslations("friends.gift"),
    await getTranslations("my.points"),
    await getTranslations("ui.points"),
    await getLocale(),
  ];
  const formats = makeFormats(language === "en" ? "en" : "ja", shop.timeZone);
  const inPoints = (value: number) => points("long", { value: formats.number(value) });
  const limits = [
    t("available", { points: inPoints(terms.available) }),
    t("perCall", { points: inPoints(terms.perCall) }),
    ...(terms.perMonth > 0 ? [t("perMonth", { points: inPoints(terms.perMonth) })] : []),
    t("left", { points: inPoints(terms.left) }),
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} back={{ href: `${base}/points`, label: my("title") }} />
      <div className="grid gap-8">
        {isJustDone && (
          <Notice tone="ok" title={t("done")}>
            {t("doneHint", { minutes: terms.undoMinutes })}
          </Notice>
        )}
        {!terms.isOffered ? (
          <EmptyState icon={<Gift />} title={t("off")} description={t("offHint")} />
        ) : (
          <Card className="grid gap-5">
            <ul className="grid gap-1 text-sm text-ink-2">
              {limits.map((limit) => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
            <GiveForm
              action={give.bind(null, shop.slug)}
              isPossible={terms.left > 0}
              words={{
                to: t("to"),
                toHint: t("toHint"),
                points: t("points"),
                note: t("note"),
                noteHint: t("noteHint"),
                next: t("next"),
                none: t("noneLeft"),
                askTitle: t.raw("askTitle") as string,
                askLeft: t.raw("askLeft") as string,
                askUndo: t("askUndo", { minutes: terms.undoMinutes }),
                confirm: t("confirm"),
                back: t("back"),
              }}
            />
          </Card>
        )}
        {gifts.length > 0 && (
          <Section title={t("list")}>
            <Card flush>
              <ul className="divide-y divide-line">
                {
                  await Promise.all(
                    gifts.map(async (one) => (
                      <li key={one.journalId} className="grid gap-2 px-4 py-3 text-sm">
                        <div className="flex items-start justify-between gap-3">
                          <span className="min-w-0">
                            <span className="block wrap-anywhere">
                              {one.to ? await recipientName(one.to) : t("gone")}
                            </span>
                            <span className="block text-xs text-ink-3">
                              {formats.dateTime(one.at)}
                              {one.note && ` · ${one.note}`}
                            </span>
                          </span>
                          <span className="tabular shrink-0 font-semibold">{inPoints(one.points)}</span>
                        </div>
                        {one.isBack && (
                          <span>
                            <Badge>{t("isBack")}</Badge>
                          </span>
                        )}
                        {one.canTakeBack && (
                          <TakeCoupon
                            label={t("takeBack")}
                            variant="secondary"
                            onTake={takeBack.bind(null, shop.slug, one.journalId)}
                          />
                        )}
                      </li>
                    )),
                  )
                }
              </ul>
            </Card>
          </Section>
        )}
      </div>
    </>
  );
}
