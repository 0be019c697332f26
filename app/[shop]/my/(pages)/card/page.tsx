import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CardPage } from "@/components/my/card-page";
import { memberCaller } from "../member-gate";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("my.card"))("title") });

export default async function Page({ params }: Props) {
  const { api } = await memberCaller((await params).shop, "/card");
  const [me, card, wallet] = await Promise.all([api.members.me(), api.members.myCard(), api.points.mine()]);
  return (
    <CardPage
      memberNo={card.memberNo}
      spoken={card.spoken}
      name={me}
      available={wallet.available}
      barcodeSvg={card.svg}
    />
  );
}
