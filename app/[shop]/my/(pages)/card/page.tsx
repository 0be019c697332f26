import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CardPage } from "@/components/my/card-page";
import { memberCaller } from "../member-gate";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("my.card"))("title") });

export default async function Page({ params }: Props) {
  const { shop } = await params;
  const { api } = await memberCaller(shop, "/card");
  const [me, card, wallet, standing, locale, offered, rotating] = await Promise.all([
    api.members.me(),
    api.members.myCard(),
    api.points.mine(),
    api.ranks.mine(),
    getLocale(),
    api.passes.offered(),
    api.members.myRotatingCard(),
  ]);
  const take = (isOffered: boolean, name: string) => (isOffered ? `/api/passes/${shop}/${name}` : null);
  return (
    <CardPage
      memberNo={card.memberNo}
      spoken={card.spoken}
      name={me}
      available={wallet.available}
      rank={standing && { name: standing.rank.name[locale === "en" ? "en" : "ja"], color: standing.rank.color }}
      barcodeSvg={card.svg}
      rotating={rotating}
      wallets={{ apple: take(offered.apple, "card.pkpass"), google: take(offered.google, "google") }}
    />
  );
}
