import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { DescriptionList } from "@/components/ui/description-list";
import { TabLinks } from "@/components/ui/tabs";
import { MailFrame } from "./mail-frame";

export const mailViews = ["html", "text", "raw"] as const;
export type MailViewName = (typeof mailViews)[number];

type MailViewProps = {
  mail: { from: string; to: string; at: Date; subject: string; html: string; text: string; raw: string };
  view: MailViewName;
  hrefOf: (view: MailViewName) => string;
};

/** One mail as its reader sees it, as plain text, and byte for byte. */
export function MailView({ mail, view, hrefOf }: MailViewProps) {
  const t = useTranslations("delivery.mailbox");
  return (
    <article className="flex flex-1 flex-col gap-3 p-4 *:shrink-0">
      <h2 className="text-lg">{mail.subject}</h2>
      <DescriptionList
        items={[
          { key: "from", term: t("from"), value: mail.from },
          { key: "to", term: t("to"), value: mail.to },
          { key: "date", term: t("date"), value: <DateTime value={mail.at} form="dateTime" /> },
        ]}
      />
      <TabLinks
        label={t("title")}
        items={mailViews.map((name) => ({ href: hrefOf(name), label: t(`tabs.${name}`), current: name === view }))}
      />
      {view === "html" ? (
        <MailFrame html={mail.html} title={t("frameTitle")} />
      ) : (
        <pre className="min-h-96 flex-1 overflow-auto whitespace-pre-wrap break-words rounded-lg border border-line bg-sunken p-4 text-xs">
          {view === "text" ? mail.text : mail.raw}
        </pre>
      )}
    </article>
  );
}
