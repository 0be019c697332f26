import { useTranslations } from "next-intl";
import type { FormAction, FormState } from "@/components/auth/form-state";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import { PageHeader } from "@/components/layout/page-header";
import { Card, Section } from "@/components/ui/card";
import { PasswordSection, ProfileForm } from "./profile-forms";
import { type DeviceView, SessionList } from "./session-list";
import { TwoStepSection } from "./two-step-section";

export interface AccountView {
  name: string;
  email: string;
  locale: "ja" | "en";
  hasPassword: boolean;
  passwordSetAt: Date | null;
  totpSince: Date | null;
  recoveryCodesLeft: number;
  sessions: readonly DeviceView[];
}

export interface AccountActions {
  saveProfile: FormAction;
  changePassword: FormAction;
  renewCodes: FormAction;
  turnTwoStepOff: FormAction;
  endSession: (sessionId: string) => Promise<void>;
  endOthers: (state: FormState) => Promise<FormState>;
}

interface Props {
  account: AccountView;
  backHref: string;
  actions: AccountActions;
}

/** One's own account, the same for every shop. */
export function AccountPage({ account, backHref, actions }: Props) {
  const t = useTranslations("access.account");
  return (
    <div data-density="touch" className="mx-auto min-h-dvh max-w-2xl px-4 py-6 sm:py-10">
      <main id="content" className="grid gap-8">
        <PageHeader
          title={t("title")}
          description={t("lead")}
          back={{ href: backHref, label: t("back") }}
          actions={<LocaleSwitch />}
        />
        <Section title={t("profile")}>
          <Card>
            <ProfileForm action={actions.saveProfile} {...account} />
          </Card>
        </Section>
        <PasswordSection action={actions.changePassword} {...account} />
        <TwoStepSection renew={actions.renewCodes} turnOff={actions.turnTwoStepOff} {...account} />
        <SessionList sessions={account.sessions} end={actions.endSession} endOthers={actions.endOthers} />
      </main>
    </div>
  );
}
