import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { PasswordForm } from "@/components/auth/password-form";
import { ProofLink } from "@/components/auth/proof-fields";
import { ButtonLink } from "@/components/ui/button-link";
import { callerFor } from "@/server/trpc/caller";
import { sendProofLink, setPassword } from "../actions";
import { proofNeeded, proofWords } from "../proof";
import { passwordWords } from "../words";
import { ShopDoor } from "../shop-door";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.member"))("passwordTitle"),
});

export default async function Page({ params }: Props) {
  const { shop, context, api } = await callerFor((await params).shop);
  const home = `/${shop.slug}/my`;
  if (!(await context.member())) redirect(`${home}/sign-in?returnTo=${encodeURIComponent(`${home}/password`)}`);
  const me = await api.members.me();
  if (!me.email || !me.emailVerifiedAt) redirect(`${home}/address`);
  const [t, proof] = [await getTranslations(), await proofNeeded(shop.slug, me)];
  const words = await passwordWords(await proofWords());
  const sendLink = sendProofLink.bind(null, shop.slug, "password");
  const props = { action: setPassword.bind(null, shop.slug), email: me.email, proof, words };
  return (
    <ShopDoor shop={shop} title={t("auth.member.passwordTitle")} description={t("auth.member.passwordDescription")}>
      {proof !== "link" && <PasswordForm {...props} />}
      {proof !== "none" && <ProofLink words={words.proof} action={sendLink} isAside={proof === "password"} />}
      <ButtonLink href={`${home}/account`} variant="ghost" block className="mt-3">
        {t("account.backToSettings")}
      </ButtonLink>
    </ShopDoor>
  );
}
