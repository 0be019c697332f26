import { ChevronRight, MailOpen } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Card, Section } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { LanguageButton } from "./language-button";
import { ShopMark } from "./shop-mark";

interface Props {
  shops: readonly { slug: string; name: string; brandColor: string }[];
  showsMails: boolean;
  /** Retailers may open a shop by themselves. */
  takesNewShops: boolean;
}

/** The front door: where staff sign in, and on a demonstration the way into its shops. */
export function StartPage({ shops, showsMails, takesNewShops }: Props) {
  const t = useTranslations("common");
  const doors = [
    { path: "my", label: t("start.myPage") },
    { path: "staff", label: t("start.counter") },
    { path: "admin", label: t("start.admin") },
  ];
  return (
    <div data-density="touch" className="mx-auto grid min-h-dvh max-w-2xl content-start gap-10 px-5 py-10 sm:py-20">
      <header className="flex items-center justify-between gap-4">
        <span className="flex items-center gap-2.5 text-lg font-semibold">
          <ShopMark shop={{ name: t("productName"), logoUrl: "/icon.svg" }} />
          {t("productName")}
        </span>
        <LanguageButton to={useLocale() === "ja" ? "en" : "ja"} />
      </header>
      <main id="content" className="grid gap-10">
        <div className="grid gap-4">
          <h1 className="text-3xl tracking-tight text-balance [word-break:auto-phrase]">{t("start.title")}</h1>
          <p className="max-w-prose text-ink-2 [word-break:auto-phrase]">{t("start.lead")}</p>
          <p className="flex flex-wrap gap-2">
            <ButtonLink href="/sign-in" variant="primary">
              {t("start.signIn")}
            </ButtonLink>
            {takesNewShops && <ButtonLink href="/start">{t("start.open")}</ButtonLink>}
          </p>
        </div>
        {shops.length > 0 ? (
          <Section title={t("start.demo")}>
            {shops.map((shop) => (
              <Card key={shop.slug} className="grid gap-3">
                <p className="flex items-center gap-2.5 font-semibold">
                  <span aria-hidden className="size-3 rounded-full" style={{ background: shop.brandColor }} />
                  {shop.name}
                </p>
                <ul className="grid gap-1 sm:grid-cols-3">
                  {doors.map((door) => (
                    <li key={door.path}>
                      <Link
                        href={`/${shop.slug}/${door.path}`}
                        className="flex min-h-11 items-center justify-between gap-2 rounded-md px-2 text-sm hover:bg-hover"
                      >
                        {door.label}
                        <ChevronRight aria-hidden className="size-4 text-ink-3" />
                      </Link>
                    </li>
                  ))}
                </ul>
              </Card>
            ))}
            {showsMails && (
              <p className="flex items-center gap-2 text-sm">
                <MailOpen aria-hidden className="size-4 text-ink-3" />
                <TextLink href="/dev/mail">{t("start.mails")}</TextLink>
              </p>
            )}
          </Section>
        ) : (
          <p className="text-sm text-ink-3">{t("start.none")}</p>
        )}
      </main>
    </div>
  );
}
