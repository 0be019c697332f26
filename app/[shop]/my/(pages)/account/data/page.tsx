import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { sendProofLink } from "@/app/[shop]/my/(auth)/actions";
import { proofNeeded, proofWords } from "@/app/[shop]/my/(auth)/proof";
import { isInLine, outsideLine } from "@/app/[shop]/my/in-line";
import { DataPage } from "@/components/my/data-page";
import { memberCaller } from "../../member-gate";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ problem?: string }>;
}

const problems = ["present_password", "prove_again", "limited", "unexpected"] as const;

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("account.data"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const { api, shop, base } = await memberCaller((await params).shop, "/account/data");
  const { problem } = await searchParams;
  const known = problems.find((one) => one === problem);
  const t = await getTranslations("auth.problems");
  return (
    <DataPage
      base={base}
      outsideHref={(await isInLine()) ? outsideLine(`${base}/account/data`) : null}
      problem={known ? t(known, { minutes: 15 }) : null}
      proof={await proofNeeded(shop.slug, await api.members.me())}
      proofWords={await proofWords()}
      sendLink={sendProofLink.bind(null, shop.slug, "account/data")}
    />
  );
}
