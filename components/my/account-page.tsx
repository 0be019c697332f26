import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import { PageHeader } from "@/components/layout/page-header";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { MailSwitch } from "./mail-switch";

interface Me {
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  email: string | null;
  emailVerifiedAt: Date | null;
  phone: string | null;
  birthday: string | null;
  postalCode: string | null;
  prefecture: string | null;
  city: string | null;
  addressLine: string | null;
  mailOptIn: boolean;
  joinedAt: Date;
}

interface Props {
  me: Me;
  consents: readonly { isGranted: boolean; at: Date; source: string }[];
  setMailConsent: (isGranted: boolean) => Promise<void>;
  signOut: () => Promise<void>;
}

const joined = (separator: string, ...parts: (string | null)[]) => parts.filter(Boolean).join(separator) || null;
const postal = (code: string | null) => code && `〒${code.slice(0, 3)}-${code.slice(3)}`;

/** Who we think the member is, what they agreed to and when, and the way out. */
export function AccountPage({ me, consents, setMailConsent, signOut }: Props) {
  const t = useTranslations("my.account");
  const my = useTranslations("my");
  const formats = useFormats();
  const none = <span className="text-ink-3">{t("notGiven")}</span>;
  const facts = [
    { key: "name", term: t("name"), value: joined(" ", me.familyName, me.givenName) ?? none },
    { key: "kana", term: t("kana"), value: joined(" ", me.familyKana, me.givenKana) ?? none },
    {
      key: "email",
      term: t("email"),
      value: me.email ? (
        <span className="break-all">
          {me.email} {!me.emailVerifiedAt && <Badge tone="warn">{t("emailUnverified")}</Badge>}
        </span>
      ) : (
        none
      ),
    },
    { key: "phone", term: t("phone"), value: me.phone ?? none },
    { key: "birthday", term: t("birthday"), value: me.birthday ? formats.date(me.birthday) : none },
    {
      key: "address",
      term: t("address"),
      value: joined(" ", postal(me.postalCode), joined("", me.prefecture, me.city, me.addressLine)) ?? none,
    },
    { key: "since", term: t("memberSince"), value: <DateTime value={me.joinedAt} /> },
  ];
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="grid gap-8">
        <Section title={t("profile")}>
          <Card>
            <DescriptionList items={facts} />
          </Card>
        </Section>
        <Section title={t("mail")}>
          <Card className="grid gap-3">
            {me.email ? (
              <MailSwitch isOn={me.mailOptIn} onChange={setMailConsent} />
            ) : (
              <p className="text-sm text-ink-3">{t("mailNoAddress")}</p>
            )}
            {consents.length > 0 && <ConsentHistory consents={consents} />}
          </Card>
        </Section>
        <div className="flex items-center gap-2">
          <LocaleSwitch />
          <ThemeSwitch />
          <form action={signOut} className="ms-auto">
            <Button type="submit" icon={<LogOut aria-hidden />}>
              {my("signOut")}
            </Button>
          </form>
        </div>
      </div>
    </>
  );
}

const knownSources = new Set(["my_page", "counter", "unsubscribe_link", "import", "sign_up"]);

function ConsentHistory({ consents }: Pick<Props, "consents">) {
  const t = useTranslations("my.account");
  return (
    <details className="text-sm">
      <summary className="flex min-h-11 cursor-pointer items-center text-ink-2">{t("history")}</summary>
      <ul className="grid gap-1.5 text-xs text-ink-3">
        {consents.map((consent) => (
          <li key={`${consent.at.toISOString()}${consent.isGranted}`} className="flex flex-wrap gap-x-2">
            <DateTime value={consent.at} form="dateTime" />
            <span>{t(consent.isGranted ? "granted" : "withdrawn")}</span>
            <span>{t(`sources.${knownSources.has(consent.source) ? (consent.source as "my_page") : "other"}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
