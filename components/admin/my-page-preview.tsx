import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type NameParts, PersonName } from "@/components/format/person-name";
import { PageHeader } from "@/components/layout/page-header";
import { type ShopBrand, ShopMark } from "@/components/layout/shop-mark";
import { Notice } from "@/components/ui/notice";
import { TabLinks } from "@/components/ui/tabs";
import { addressOf } from "./address";

export const previewPages = ["home", "points", "purchases", "warranties"] as const;
export type PreviewPage = (typeof previewPages)[number];

interface Props {
  base: string;
  member: NameParts & { memberId: string; memberNo: string; withdrawnAt: Date | null };
  shop: ShopBrand;
  page: PreviewPage;
  /** The page as the member sees it; null when there is none any more. */
  children: ReactNode;
}

/** A member's My Page in the frame of a phone: to be looked at, not to be used. */
export function MyPagePreview({ base, member, shop, page, children }: Props) {
  const t = useTranslations("memberDesk.preview");
  const person = useTranslations("ui.person");
  const path = `${base}/members/${member.memberId}`;
  const name = [member.familyName, member.givenName].filter(Boolean).join(" ");
  return (
    <>
      <PageHeader
        back={{ href: path, label: t("back") }}
        title={t("title")}
        description={t("lead", { name: name || person("member", { number: member.memberNo }) })}
      />
      {children === null ? (
        <Notice tone="info">{t("gone")}</Notice>
      ) : (
        <div className="mx-auto grid w-full max-w-[26rem] gap-4">
          <TabLinks
            label={t("parts")}
            items={previewPages.map((one) => ({
              href: addressOf(`${path}/my-page`, { page: one === "home" ? null : one }),
              label: t(`pages.${one}`),
              current: one === page,
            }))}
          />
          <section
            aria-label={t("frame")}
            className="overflow-hidden rounded-[2rem] border-8 border-line-strong bg-canvas shadow-card"
          >
            <div inert data-density="touch">
              <div className="flex h-14 items-center gap-2.5 bg-brand px-4 text-brand-ink">
                <ShopMark shop={shop} inverted />
                <span className="truncate font-semibold">{shop.name}</span>
                <span className="ms-auto max-w-32 truncate text-xs">
                  <PersonName name={{ ...member, memberNumber: member.memberNo }} kana={false} />
                </span>
              </div>
              <div className="max-h-[44rem] overflow-y-auto px-4 py-5">{children}</div>
            </div>
          </section>
        </div>
      )}
    </>
  );
}
