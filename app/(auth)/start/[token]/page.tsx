import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountForm } from "@/components/start/account-form";
import { ButtonLink } from "@/components/ui/button-link";
import { door } from "@/server/tenancy/auth/staff-auth";
import { signUpAddress } from "@/server/tenancy/service/sign-up";
import { makeAccount } from "../actions";
import { StartDoor } from "../start-door";

interface Props {
  params: Promise<{ token: string }>;
}
// The address is a secret: it must not travel in a Referer header.
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("start.account"))("title"),
  referrer: "same-origin",
  robots: { index: false },
});

export default async function Page({ params }: Props) {
  const { token } = await params;
  const [t, over, email] = [
    await getTranslations("start.account"),
    await getTranslations("auth.over"),
    await signUpAddress(door(), token),
  ];
  return email ? (
    <StartDoor title={t("title")} description={t("description", { email })}>
      <AccountForm action={makeAccount.bind(null, token)} email={email} />
    </StartDoor>
  ) : (
    <StartDoor title={over("title")} description={over("description")}>
      <ButtonLink href="/start" variant="primary" block>
        {t("again")}
      </ButtonLink>
    </StartDoor>
  );
}
