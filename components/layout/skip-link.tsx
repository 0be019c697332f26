import { useTranslations } from "next-intl";

/** The first stop of the tab key: past the navigation, to the content. */
export const SkipLink = () => (
  <a
    href="#content"
    className="sr-only z-50 rounded-md bg-ink px-4 py-2 text-sm text-canvas focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
  >
    {useTranslations("ui")("skipToContent")}
  </a>
);
