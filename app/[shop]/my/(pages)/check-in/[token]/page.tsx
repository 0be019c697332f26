import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { callerFor } from "@/server/trpc/caller";
import { CheckInView } from "../check-in-view";

interface Props {
  params: Promise<{ shop: string; token: string }>;
  searchParams: Promise<{ c?: string; done?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("visits.my"))("title"),
});

/** Where the QR code of a store leads, for members and for whoever is not signed in yet. */
export default async function Page({ params, searchParams }: Props) {
  const [{ shop: slug, token }, { c, done }] = await Promise.all([params, searchParams]);
  const { api, shop, context } = await callerFor(slug);
  const isMember = (await context.member()) !== null;
  const asked = { token, code: typeof c === "string" ? c : null };
  const arrival = await orNotFound(isMember ? api.visits.arrived(asked) : api.visits.arrival(asked));
  const recent = isMember ? await api.visits.mine() : [];
  return (
    <CheckInView {...{ slug, token, arrival, isMember, recent }} timeZone={shop.timeZone} isJustDone={done === "1"} />
  );
}
