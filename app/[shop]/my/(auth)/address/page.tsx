import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { AddressForm } from "@/components/auth/address-form";
import { ProofLink } from "@/components/auth/proof-fields";
import { ButtonLink } from "@/components/ui/button-link";
import { callerFor } from "@/server/trpc/caller";
import { sendProofLink, sendVerification } from "../actions";
import { proofNeeded, proofWords } from "../proof";
import { ShopDoor } from "../shop-door";
import { addressHead, addressWords } from "../words";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.signIn"))("email"),
});

export default async function Page({ params }: Props) {
  const { shop, context, api } = await callerFor((await params).shop);
  const home = `/${shop.slug}/my`;
  if (!(await context.member())) redirect(`${home}/sign-in?returnTo=${encodeURIComponent(`${home}/address`)}`);
  const me = await api.members.me();
  const [proof, words] = [await proofNeeded(shop.slug, me), await addressWords(await proofWords())];
  const { title, lead, back } = await addressHead(me, home);
  const sendLink = sendProofLink.bind(null, shop.slug, "address");
  return (
    <ShopDoor shop={shop} title={title} description={lead}>
      {proof !== "link" && <AddressForm action={sendVerification.bind(null, shop.slug)} {...{ proof, words }} />}
      {proof !== "none" && <ProofLink words={words.proof} action={sendLink} isAside={proof === "password"} />}
      <ButtonLink href={back.href} variant="ghost" block className="mt-3">
        {back.label}
      </ButtonLink>
    </ShopDoor>
  );
}
