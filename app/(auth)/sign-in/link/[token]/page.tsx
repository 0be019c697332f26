import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/components/auth/confirm-form";
import { AuthShell } from "@/components/layout/auth-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { door } from "@/server/tenancy/auth/staff-auth";
import { isStaffLinkUsable } from "@/server/tenancy/service/staff-sign-in";
import { spendLink } from "../../actions";

interface Props {
  params: Promise<{ token: string }>;
}
// The address is a secret: it must not travel in a Referer header.
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.staff"))("linkTitle"),
  referrer: "same-origin",
  robots: { index: false },
});

export default async function Page({ params }: Props) {
  const { token } = await params;
  const [staff, over, signIn, common] = await Promise.all(
    (["auth.staff", "auth.over", "auth.signIn", "common"] as const).map((name) => getTranslations(name)),
  );
  return (await isStaffLinkUsable(door(), token)) ? (
    <AuthShell
      productName={common?.("productName")}
      title={staff?.("linkTitle")}
      description={staff?.("linkDescription")}
    >
      <ConfirmForm action={spendLink.bind(null, token)} label={signIn?.("submit") ?? ""} />
    </AuthShell>
  ) : (
    <AuthShell productName={common?.("productName")} title={over?.("title")} description={over?.("description")}>
      <ButtonLink href="/sign-in?with=link" variant="primary" block>
        {over?.("again")}
      </ButtonLink>
    </AuthShell>
  );
}
