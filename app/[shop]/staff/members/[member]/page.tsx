import { callerFor } from "@/server/trpc/caller";
import { orNotFound } from "@/app/or-not-found";
import { MemberCounter } from "../../_parts/member-counter";

interface Props {
  params: Promise<{ shop: string; member: string }>;
}

/** The person at the counter. */
export default async function MemberPage({ params }: Props) {
  const { shop, member: memberId } = await params;
  const { api } = await callerFor(shop);
  const member = await orNotFound(api.members.byId({ memberId }));
  return <MemberCounter member={member} />;
}
