import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { AuthShell } from "@/components/layout/auth-shell";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { AcceptForm, JoinForm } from "./invitation-forms";
import type { FormAction } from "./form-state";

interface Props {
  invitation: {
    email: string;
    name: string | null;
    role: string;
    locale: "ja" | "en";
    shop: { name: string; brandColor: string };
    storeName: string | null;
    expiresAt: Date;
    hasAccount: boolean;
  };
  /** Whose session this browser has; null when nobody is signed in. */
  currentEmail: string | null;
  join: FormAction;
  accept: FormAction;
  leaveOther: () => Promise<void>;
  signInHref: string;
}

/** What one is invited to, and the one way on that fits who is here. */
export function InvitationCard({ invitation, currentEmail, join, accept, leaveOther, signInHref }: Props) {
  const [t, roles] = [useTranslations("access.invitation"), useTranslations("admin.roles")];
  const formats = useFormats();
  const { email, shop, storeName, expiresAt, hasAccount } = invitation;
  const isOther = currentEmail !== null && currentEmail !== email;
  return (
    <AuthShell
      shop={{ name: shop.name, color: shop.brandColor }}
      title={t("title", { shop: shop.name })}
      description={t("lead", { shop: shop.name, role: roles(invitation.role) })}
      footer={<LocaleSwitch />}
    >
      <div className="grid gap-5">
        <dl className="rounded-lg bg-sunken px-4 py-3 text-sm">
          <dt className="text-xs text-ink-3">{t("to")}</dt>
          <dd className="font-medium break-all">{email}</dd>
          {storeName && <dd className="mt-1 text-ink-2">{t("store", { store: storeName })}</dd>}
          <dd className="mt-1 text-xs text-ink-3">{t("until", { date: formats.date(expiresAt) })}</dd>
        </dl>
        {isOther ? (
          <form action={leaveOther} className="grid gap-4">
            <Notice tone="warn" title={t("otherTitle")}>
              {t("other", { invited: email, current: currentEmail })}
            </Notice>
            <Button type="submit" variant="primary" block>
              {t("signOut")}
            </Button>
          </form>
        ) : currentEmail === email ? (
          <AcceptForm action={accept} />
        ) : hasAccount ? (
          <>
            <p className="text-sm">{t("signInFirst", { email })}</p>
            <ButtonLink href={signInHref} variant="primary" block>
              {t("signIn")}
            </ButtonLink>
          </>
        ) : (
          <JoinForm action={join} email={email} name={invitation.name ?? ""} />
        )}
      </div>
    </AuthShell>
  );
}

/** Why an invitation cannot be used, and what to do. */
export function InvitationOver({ state }: { state: "used" | "expired" | "withdrawn" | "unknown" | "open" }) {
  const [t, common] = [useTranslations("access.invitation"), useTranslations("common")];
  return (
    <AuthShell
      productName={common("productName")}
      title={t(`over.${state}`)}
      description={t(`over.${state}Hint`)}
      footer={<LocaleSwitch />}
    >
      <ButtonLink href="/sign-in" block>
        {t("toSignIn")}
      </ButtonLink>
    </AuthShell>
  );
}
