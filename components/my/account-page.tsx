import { Bell, ChevronRight, FileDown, LogOut, MonitorSmartphone, UserPlus, UsersRound, Wrench } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { LanguageButton } from "@/components/layout/language-button";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { ThemeChoice } from "./theme-choice";

interface Me {
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  email: string | null;
  emailVerifiedAt: Date | null;
  /** As people write it. */
  phone: string | null;
  birthday: string | null;
  postalCode: string | null;
  prefecture: string | null;
  city: string | null;
  addressLine: string | null;
  hasPassword: boolean;
  joinedAt: Date;
}

interface Props {
  base: string;
  me: Me;
  theme: string;
  openRepairs: number;
  /** Whether the shop lets families use their points together. */
  hasFamilies?: boolean;
  /** Whether inviting a friend gives anything now. */
  canInvite?: boolean;
  signOut: () => Promise<void>;
}

const joined = (separator: string, ...parts: (string | null)[]) => parts.filter(Boolean).join(separator) || null;
const postal = (code: string | null) => code && `〒${code.slice(0, 3)}-${code.slice(3)}`;
const action = "inline-flex min-h-11 items-center text-sm";

/** Who we think the member is, how they sign in, and the ways to everything that can be set. */
export function AccountPage({ base, me, theme, openRepairs, hasFamilies, canInvite, signOut }: Props) {
  const [t, my] = [useTranslations("my.account"), useTranslations("my")];
  const account = useTranslations("account");
  const friends = useTranslations("friends.my");
  const formats = useFormats();
  const none = <span className="text-ink-3">{t("notGiven")}</span>;
  const facts = [
    { key: "name", term: t("name"), value: joined(" ", me.familyName, me.givenName) ?? none },
    { key: "kana", term: t("kana"), value: joined(" ", me.familyKana, me.givenKana) ?? none },
    { key: "phone", term: t("phone"), value: me.phone ?? none },
    { key: "birthday", term: t("birthday"), value: me.birthday ? formats.date(me.birthday) : none },
    {
      key: "address",
      term: t("address"),
      value: joined(" ", postal(me.postalCode), joined("", me.prefecture, me.city, me.addressLine)) ?? none,
    },
    { key: "since", term: t("memberSince"), value: <DateTime value={me.joinedAt} /> },
  ].map((fact) => ({ ...fact, value: <span className="wrap-anywhere">{fact.value}</span> }));
  const doors = [
    {
      key: "notifications",
      term: t("email"),
      value: me.email ? (
        <span className="break-all">
          {me.email} {!me.emailVerifiedAt && <Badge tone="warn">{t("emailUnverified")}</Badge>}
        </span>
      ) : (
        none
      ),
    },
    {
      key: "password",
      term: account("password"),
      value: account(me.hasPassword ? "passwordIsSet" : "passwordIsNotSet"),
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="grid gap-8">
        <Section
          title={t("profile")}
          actions={
            <TextLink href={`${base}/account/profile`} className={action}>
              {account("edit")}
            </TextLink>
          }
        >
          <Card>
            <DescriptionList items={facts} />
          </Card>
        </Section>
        <Section title={account("signInTitle")}>
          <Card>
            <DescriptionList items={doors} />
            <p className="flex flex-wrap gap-x-5 pt-2">
              <TextLink href={`${base}/address`} className={action}>
                {account(me.emailVerifiedAt ? "emailChange" : "emailAdd")}
              </TextLink>
              {me.emailVerifiedAt && (
                <TextLink href={`${base}/password`} className={action}>
                  {account(me.hasPassword ? "passwordChange" : "passwordSet")}
                </TextLink>
              )}
            </p>
          </Card>
        </Section>
        <Section title={account("more")}>
          <Card flush>
            <ul className="divide-y divide-line">
              <Door
                href={`${base}/account/notifications`}
                icon={<Bell />}
                label={account("notifications")}
                hint={account("notificationsHint")}
              />
              <Door href={`${base}/account/devices`} icon={<MonitorSmartphone />} label={account("devices")} />
              <Door
                href={`${base}/repairs`}
                icon={<Wrench />}
                label={account("repairs")}
                badge={openRepairs > 0 && <Badge tone="info">{openRepairs}</Badge>}
              />
              {hasFamilies && (
                <Door
                  href={`${base}/account/family`}
                  icon={<UsersRound />}
                  label={account("family.title")}
                  hint={account("family.hint")}
                />
              )}
              {canInvite && (
                <Door href={`${base}/friends`} icon={<UserPlus />} label={friends("title")} hint={friends("hint")} />
              )}
              <Door
                href={`${base}/account/data`}
                icon={<FileDown />}
                label={account("data.title")}
                hint={account("dataHint")}
              />
            </ul>
          </Card>
        </Section>
        <Section title={account("look")}>
          <Card className="grid gap-4">
            <ThemeChoice
              theme={theme}
              legend={account("theme")}
              options={(["system", "light", "dark"] as const).map((value) => ({ value, label: my(`themes.${value}`) }))}
            />
            <div className="flex items-center justify-between gap-2">
              <LanguageButton to={useLocale() === "ja" ? "en" : "ja"} />
              <form action={signOut}>
                <SubmitButton>
                  <LogOut aria-hidden />
                  {my("signOut")}
                </SubmitButton>
              </form>
            </div>
          </Card>
        </Section>
      </div>
    </>
  );
}

interface DoorProps {
  href: string;
  icon: ReactNode;
  label: string;
  hint?: string;
  badge?: ReactNode;
}

function Door({ href, icon, label, hint, badge }: DoorProps) {
  return (
    <li>
      <Link
        href={href}
        className="flex min-h-14 items-center gap-3 px-4 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span aria-hidden className="shrink-0 text-ink-3 [&_svg]:size-5">
          {icon}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block text-sm font-medium">{label}</span>
          {hint && <span className="block text-xs text-ink-3">{hint}</span>}
        </span>
        {badge}
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
      </Link>
    </li>
  );
}
