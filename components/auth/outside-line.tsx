import { useTranslations } from "next-intl";

/** The way out of LINE's own browser. */
export const OutsideLine = ({ href }: { href: string }) => (
  <p className="mt-2 text-center text-sm">
    <a href={href} className="inline-flex min-h-11 items-center text-brand-text underline underline-offset-4">
      {useTranslations("account.line")("openOutside")}
    </a>
  </p>
);
