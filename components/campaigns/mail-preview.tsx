"use client";

import { useTranslations } from "next-intl";
import { MailFrame } from "@/components/mail/mail-frame";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Tabs } from "@/components/ui/tabs";

type Mail = { subject: string; html: string; text: string };

/** The mail in both languages, filled for an invented person. */
export function MailPreview({ ja, en, first }: { ja: Mail; en: Mail; first: "ja" | "en" }) {
  const t = useTranslations("campaigns.preview");
  const tab = (locale: "ja" | "en", mail: Mail) => ({
    value: locale,
    label: t(locale),
    content: (
      <div className="grid gap-3" lang={locale}>
        <p className="text-sm">
          <span className="me-2 text-ink-3">{t("subject")}</span>
          <span className="font-medium">{mail.subject}</span>
        </p>
        <div className="flex">
          <MailFrame html={mail.html} title={t("frame")} />
        </div>
      </div>
    ),
  });
  return (
    <Dialog size="lg" trigger={<Button size="sm">{t("open")}</Button>} title={t("title")} description={t("lead")}>
      <Tabs label={t("languages")} defaultValue={first} items={[tab("ja", ja), tab("en", en)]} />
    </Dialog>
  );
}
