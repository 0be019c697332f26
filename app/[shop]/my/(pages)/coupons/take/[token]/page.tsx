import { orNotFound } from "@/app/or-not-found";
import { callerFor } from "@/server/trpc/caller";
import { TakeView } from "../../take-view";

interface Props {
  params: Promise<{ shop: string; token: string }>;
}

/** Where the QR code of a poster leads, for members and for whoever is not signed in yet. */
export default async function Page({ params }: Props) {
  const { shop: slug, token } = await params;
  const { api, shop, context } = await callerFor(slug);
  const offer = await orNotFound(api.coupons.preview({ token }));
  const isMember = (await context.member()) !== null;
  return <TakeView {...{ slug, token, offer, isMember }} shopName={shop.name} timeZone={shop.timeZone} />;
}
