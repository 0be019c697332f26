import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { orNotFound } from "@/app/or-not-found";
import { callerFor } from "@/server/trpc/caller";
import { InvitedView } from "../invited-view";
import { madeHereCookie } from "../made-here";

interface Props {
  params: Promise<{ shop: string; code: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("friends.invited"))("title"),
});

/** Where a member's link leads, for whoever was sent it. */
export default async function Page({ params }: Props) {
  const { shop: slug, code } = await params;
  const { api, shop, context } = await callerFor(slug);
  const isMember = (await context.member()) !== null;
  const invitation = await orNotFound(isMember ? api.friends.invited({ code }) : api.friends.invitation({ code }));
  const isMadeHere = (await cookies()).get(madeHereCookie(slug))?.value === invitation.code;
  return <InvitedView {...{ invitation, shop, isMadeHere }} />;
}
