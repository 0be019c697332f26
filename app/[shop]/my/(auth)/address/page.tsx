import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { AddressForm } from "@/components/auth/address-form";
import { ProofLink } from "@/components/auth/proof-fields";
import { ButtonLink } from "@/components/ui/button-link";
import { callerFor } from "@/server/trpc/caller";
import { sendProofLink, sendVerification } from "../actions";
import { proofNeeded, proofWords } from "../proof";
import { addressWords } from "../words";
import { ShopDoor } from "../shop-door";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.member"))("addressTitle"),
});

export default async function Page({ params }: Props) {
  const { shop, context, api } = await callerFor((await params).shop);
  const home = `/${shop.slug}/my`;
  if (!(await context.member())) redirect(`${home}/sign-in?returnTo=${encodeURIComponent(`${home}/address`)}`);
  const [me, t] = [await api.members.me(), await getTranslations()];
  const [proof, words] = [await proofNeeded(shop.slug, me), await addressWords(await proofWords())];
  const isChange = me.emailVerifiedAt !== null;
  const [title, lead] = isChange
    ? [t("account.address.changeTitle"), t("account.address.changeLead", { email: me.email ?? "" })]
    : [t("auth.member.addressTitle"), t("auth.member.addressDescription")];
  return (
    <ShopDoor shop={shop} title={title} description={lead}>
      {proof !== "link" && <AddressForm action={sendVerification.bind(null, shop.slug)} {...{ proof, words }} />}
      {proof !== "none" && (
        <ProofLink
          words={words.proof}
          action={sendProofLink.bind(null, shop.slug, "address")}
          isAside={proof === "password"}
        />
      )}
      <ButtonLink href={isChange ? `${home}/account` : home} variant="ghost" block className="mt-3">
        {isChange ? t("account.backToSettings") : t("auth.member.later")}
      </ButtonLink>
    </ShopDoor>
  );
}
