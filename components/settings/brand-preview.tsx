import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { useFormats } from "@/components/format/use-formats";
import { type ShopBrand, ShopMark } from "@/components/layout/shop-mark";
import { brandVariants } from "@/components/ui/brand";

const looks = ["light", "dark"] as const;

/** The tokens of a shop that is not this page's: for whatever stands inside. */
const tokensOf = (color: string): CSSProperties =>
  Object.fromEntries(
    Object.entries(brandVariants(color)).flatMap(([theme, values]) =>
      Object.entries(values).map(([name, value]) => [`--shop-${theme}-${name}`, value]),
    ),
  );

/** What the colour does on My Page: header, card, button and link, by day and by night. */
export function BrandPreview({ shop }: { shop: ShopBrand & { color: string } }) {
  const t = useTranslations("settings.brand.preview");
  const formats = useFormats();
  return (
    <div className="grid gap-4 sm:grid-cols-2" role="group" aria-label={t("title")} style={tokensOf(shop.color)}>
      {looks.map((look) => (
        <figure key={look} className="grid gap-1.5">
          <div data-theme={look} className="overflow-hidden rounded-xl border border-line bg-canvas text-ink">
            <div className="flex h-12 items-center gap-2.5 bg-brand px-3 text-brand-ink">
              <ShopMark shop={shop} inverted />
              <span className="truncate text-sm font-semibold">{shop.name}</span>
            </div>
            <div className="grid gap-3 p-3">
              <div className="rounded-lg border border-line bg-surface p-3">
                <p className="text-xs text-ink-2">{t("points")}</p>
                <p className="tabular text-2xl font-semibold">
                  {formats.number(1234)} <span className="text-xs font-normal text-ink-2">pt</span>
                </p>
                <p className="text-xs text-brand-text underline underline-offset-4">{t("link")}</p>
              </div>
              <p className="flex min-h-10 items-center justify-center rounded-md border border-brand-edge bg-brand text-sm font-medium text-brand-ink">
                {t("button")}
              </p>
            </div>
          </div>
          <figcaption className="text-xs text-ink-3">{t(look)}</figcaption>
        </figure>
      ))}
    </div>
  );
}
