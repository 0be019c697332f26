import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { InvitationCard, InvitationOver } from "@/components/auth/invitation-card";
import { ownAccount } from "@/server/tenancy/auth/own-session";
import { staffSessionId } from "@/server/tenancy/auth/session";
import { door } from "@/server/tenancy/auth/staff-auth";
import { namedIn } from "@/server/kernel/gate";
import { invitationOfToken } from "@/server/tenancy/queries/invitations";
import { accept, join, leaveOther } from "./actions";

interface Props {
  params: Promise<{ token: string }>;
}
// The address is a secret: it must not travel in a Referer header.
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.staff"))("title"),
  referrer: "same-origin",
  robots: { index: false },
});

export default async function Page({ params }: Props) {
  const { token } = await params;
  const at = door();
  const found = await invitationOfToken(at.db, token, at.now);
  if (!found || found.state !== "open") return <InvitationOver state={found?.state ?? "unknown"} />;
  const invitation = { ...found, shop: namedIn(found.shop, await getLocale()) };
  const current = await ownAccount(at, await staffSessionId()).catch(() => null);
  return (
    <InvitationCard
      invitation={invitation}
      currentEmail={current?.emailNormalised ?? null}
      join={join.bind(null, token)}
      accept={accept.bind(null, token)}
      leaveOther={leaveOther.bind(null, token)}
      signInHref={`/sign-in?returnTo=${encodeURIComponent(`/invitation/${token}`)}`}
    />
  );
}
