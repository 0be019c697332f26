import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimPage } from "@/components/my/claim-page";
import { memberCaller } from "../../member-gate";
import { claim } from "./actions";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ r?: string; c?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("watch.claim"))("title"),
});

/** `r` and `c`: the number and the code that the receipt's QR code brings. */
export default async function Page({ params, searchParams }: Props) {
  const { r, c } = await searchParams;
  const query = r && c ? `?${new URLSearchParams({ r, c })}` : "";
  const { api, shop, base } = await memberCaller((await params).shop, `/points/claim${query}`);
  const { days } = await api.watch.lateGrants();
  return (
    <ClaimPage
      {...{ base, days }}
      scanned={r && c ? { receiptNo: r, code: c } : null}
      claim={claim.bind(null, shop.slug)}
    />
  );
}
