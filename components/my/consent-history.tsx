import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";

export interface ConsentView {
  channel: string;
  isGranted: boolean;
  at: Date;
  source: string;
  textVersion: string;
}

const sources = ["my_page", "counter", "unsubscribe_link", "import", "joining", "desk", "withdrawal"] as const;

/** Every yes and no with when, how and to which wording; the newest first. */
export function ConsentHistory({ consents }: { consents: readonly ConsentView[] }) {
  const t = useTranslations("account.consents");
  const words = useTranslations("my.account");
  if (consents.length === 0) return <p className="text-sm text-ink-3">{t("historyNone")}</p>;
  return (
    <details className="text-sm">
      <summary className="flex min-h-11 cursor-pointer items-center text-ink-2">{t("history")}</summary>
      <ol className="grid gap-3 pt-1">
        {consents.map((consent) => {
          const text = `texts.${consent.channel}.v${consent.textVersion}`;
          const source = sources.find((known) => known === consent.source) ?? "other";
          return (
            <li key={`${consent.at.toISOString()} ${consent.channel}`} className="text-xs text-ink-3">
              <p className="flex flex-wrap gap-x-2">
                <DateTime value={consent.at} form="dateTime" />
                <span className="text-ink-2">
                  {t(`channels.${consent.channel as "mail"}`)}: {words(consent.isGranted ? "granted" : "withdrawn")}
                </span>
                <span>{t(`sources.${source}`)}</span>
              </p>
              {t.has(text as never) && <p>{t("textShown", { text: t(text as never) })}</p>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
