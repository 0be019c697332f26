import { Pencil, UsersRound } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportDialog } from "@/app/[shop]/admin/exports/export-dialog";
import { orNotFound } from "@/app/or-not-found";
import { CouponStateBadge } from "@/components/coupons/coupons-table";
import { CouponResults } from "@/components/coupons/coupon-results";
import { couponSentences } from "@/components/coupons/coupon-words";
import { makeFormats } from "@/components/format/formats";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { canEditCoupons, canHandleCoupons } from "@/server/coupons/access";
import { env } from "@/server/kernel/env";
import type { Actor } from "@/server/kernel/ctx";
import { cardSvg } from "@/server/members/rules/card-svg";
import type { callerFor } from "@/server/trpc/caller";
import { BatchesCard, CodeSearch } from "./codes-card";
import { LinksCard } from "./links-card";
import { StopButton } from "./stop-button";
import { WordsCard } from "./words-card";

interface Props {
  slug: string;
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  base: string;
  shop: { timeZone: string };
  staff: Actor;
  couponId: string;
  query: Record<string, string | undefined>;
}

/** One coupon: its terms in sentences, what became of it, and the ways by which it is given. */
export async function CouponView({ slug, api, base, shop, staff, couponId, query }: Props) {
  const [t, locale, one] = [
    await getTranslations("coupons"),
    await getLocale(),
    await orNotFound(api.coupons.byId({ couponId })),
  ];
  const formats = makeFormats(locale, shop.timeZone);
  const ranks = one.definition.rankIds.length > 0 ? await api.ranks.levels() : [];
  const names = {
    ...one.names,
    ...Object.fromEntries(ranks.map(({ rankId, name }) => [rankId, name[locale === "en" ? "en" : "ja"]])),
  };
  const isEditor = canEditCoupons(staff) === null;
  const codes = isEditor ? await api.coupons.codes({ couponId, q: (query.q ?? "").slice(0, 60), limit: 20 }) : null;
  const posterOf = (token: string) => `${env().GOEN_BASE_URL}/${slug}/my/coupons/take/${token}`;
  return (
    <>
      <PageHeader
        back={{ href: `${base}/coupons`, label: t("admin.title") }}
        title={one.name}
        description={one.definition.title[locale === "en" ? "en" : "ja"]}
        actions={
          isEditor && (
            <>
              <ButtonLink href={`${base}/coupons/${couponId}/edit`} icon={<Pencil aria-hidden />}>
                {t("admin.edit")}
              </ButtonLink>
              <StopButton couponId={couponId} isStopped={one.stoppedAt !== null} />
            </>
          )
        }
      />
      <div className="grid gap-8">
        <Section title={t("admin.terms")} actions={<CouponStateBadge state={one.state} />}>
          <Card>
            <ul className="grid list-disc gap-1 ps-5 text-sm">
              {couponSentences(t, formats, one.definition, names, "staff").map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <p className="mt-3 text-xs text-ink-3">{t("admin.version", { n: one.version })}</p>
          </Card>
        </Section>
        <CouponResults
          figures={one.figures}
          byStore={one.byStore}
          actions={
            canHandleCoupons(staff) === null && (
              <ButtonLink size="sm" href={`${base}/coupons/${couponId}/holders`} icon={<UsersRound aria-hidden />}>
                {t("admin.seeHolders")}
              </ButtonLink>
            )
          }
        />
        {isEditor && (
          <>
            <WordsCard couponId={couponId} words={one.words} />
            <Section title={t("admin.codes")} description={t("admin.codesHint")}>
              <BatchesCard
                couponId={couponId}
                batches={one.batches}
                downloads={Object.fromEntries(
                  one.batches
                    .filter(({ made }) => made > 0)
                    .map(({ batchId }) => [
                      batchId,
                      <ExportDialog
                        key={batchId}
                        kind="coupon_codes"
                        filter={{ batchId, locale }}
                        listHref={`${base}/exports`}
                        label={t("admin.download")}
                      />,
                    ]),
                )}
              />
              {codes && one.batches.length > 0 && <CodeSearch rows={codes.rows} />}
            </Section>
            <LinksCard
              couponId={couponId}
              links={one.links.map((link) => ({
                ...link,
                address: posterOf(link.token),
                svg: cardSvg(posterOf(link.token), "qr"),
              }))}
            />
          </>
        )}
      </div>
    </>
  );
}
