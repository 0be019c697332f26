import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { SignUpForm } from "@/components/start/sign-up-form";
import { TextLink } from "@/components/ui/text-link";
import { currentAccountId } from "@/server/tenancy/auth/session";
import { askForSignUp } from "./actions";
import { StartDoor } from "./start-door";

export const generateMetadata = async () => ({ title: (await getTranslations("start.signUp"))("title") });

export default async function Page() {
  const t = await getTranslations("start.signUp");
  if (await currentAccountId()) redirect("/start/shop");
  const known = <TextLink href="/sign-in?returnTo=/start/shop">{t("haveAccount")}</TextLink>;
  return (
    <StartDoor title={t("title")} description={t("description")} footer={known}>
      <SignUpForm action={askForSignUp} />
    </StartDoor>
  );
}
