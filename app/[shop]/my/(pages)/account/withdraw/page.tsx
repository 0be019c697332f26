import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WithdrawPage } from "@/components/my/withdraw-page";
import { memberCaller } from "../../member-gate";
import { openRepairsOf } from "../../open-repairs";
import { sendProofLink } from "@/app/[shop]/my/(auth)/actions";
import { proofNeeded, proofWords } from "@/app/[shop]/my/(auth)/proof";
import { withdraw } from "./actions";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("account.withdraw"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, shop, base } = await memberCaller((await params).shop, "/account/withdraw");
  const [me, wallet, warranties, repairs] = await Promise.all([
    api.members.me(),
    api.points.mine(),
    api.warranties.list(),
    api.repairs.mine(),
  ]);
  return (
    <WithdrawPage
      {...{ base, wallet }}
      memberNo={me.memberNo}
      warranties={warranties.filter(({ state }) => state === "active").length}
      repairs={openRepairsOf(repairs).length}
      withdraw={withdraw.bind(null, shop.slug)}
      proof={await proofNeeded(shop.slug, me)}
      proofWords={await proofWords()}
      sendLink={sendProofLink.bind(null, shop.slug, "account/withdraw")}
    />
  );
}
