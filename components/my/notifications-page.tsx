import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Card, Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { ConsentHistory, type ConsentView } from "./consent-history";
import { MailLanguage } from "./mail-language";
import { UndoSwitch } from "./undo-switch";

export type Channel = "mail" | "sms" | "line" | "post" | "phone";

interface Props {
  base: string;
  /** The channels by which this member can be reached, or could be after adding something. */
  channels: readonly { channel: Channel; isOn: boolean; isReachable: boolean }[];
  consents: readonly ConsentView[];
  wantsReceipts: boolean;
  hasMail: boolean;
  locale: string;
  mailsPerWeek: number;
  setConsent: (channel: Channel, isGranted: boolean) => Promise<void>;
  setReceipts: (isWanted: boolean) => Promise<void>;
  setLanguage: (locale: string) => Promise<void>;
}

/** What the shop may write to this member, by which way and in which language; every change can be taken back. */
export function NotificationsPage({ base, channels, consents, ...props }: Props) {
  const t = useTranslations("account.consents");
  const my = useTranslations("my.account");
  const said = { on: t("on"), off: t("off"), undo: t("undo"), failed: t("failed") };
  const needs = (channel: Channel) => (channel === "line" ? null : t(`needs.${channel}`));
  return (
    <>
      <PageHeader title={t("title")} back={{ href: `${base}/account`, label: my("title") }} />
      <div className="grid gap-8">
        <Section title={t("news")} description={t("newsLead")}>
          <Card className="grid gap-1">
            {channels.map(({ channel, isOn, isReachable }) => (
              <UndoSwitch
                key={channel}
                label={t(`channels.${channel}`)}
                hint={t(`texts.${channel}.v1`)}
                isOn={isOn}
                disabledReason={isReachable ? null : needs(channel)}
                words={said}
                onChange={props.setConsent.bind(null, channel)}
              />
            ))}
            {channels.some(({ isReachable }) => !isReachable) && (
              <p className="flex flex-wrap gap-x-4 text-sm">
                <TextLink href={`${base}/account/profile`} className="inline-flex min-h-11 items-center">
                  {my("profile")}
                </TextLink>
                {!props.hasMail && (
                  <TextLink href={`${base}/address`} className="inline-flex min-h-11 items-center">
                    {my("email")}
                  </TextLink>
                )}
              </p>
            )}
            <p className="text-xs text-ink-3">{t("frequency", { count: props.mailsPerWeek })}</p>
            <ConsentHistory consents={consents} />
          </Card>
        </Section>
        <Section title={t("service")} description={t("serviceLead")}>
          <Card className="grid gap-1">
            <UndoSwitch
              label={t("receipt")}
              hint={t("receiptHint")}
              isOn={props.wantsReceipts}
              disabledReason={props.hasMail ? null : t("needs.mail")}
              words={{ ...said, on: t("receiptOn"), off: t("receiptOff") }}
              onChange={props.setReceipts}
            />
            <p className="text-xs text-ink-3">{t("always")}</p>
          </Card>
        </Section>
        <Card>
          <MailLanguage
            label={t("language")}
            saved={t("languageSaved")}
            failed={t("failed")}
            locale={props.locale}
            onChange={props.setLanguage}
          />
        </Card>
      </div>
    </>
  );
}
