import "server-only";
import { redirect } from "next/navigation";
import { canMerge } from "@/server/identity/access";
import type { adminCaller } from "../../_parts/admin-gate";
import { MergedRecords } from "./_parts/merged-records";
import { refusalWords } from "./member-slots";

/** What was merged into this member; a record that was merged leads to the one that stayed. */
export async function mergedView(
  { api, base, staff }: Awaited<ReturnType<typeof adminCaller>>,
  memberId: string,
  cameFrom: string | undefined,
) {
  const { intoMemberId, merges } = await api.identity.ofMember({ memberId });
  if (intoMemberId) redirect(`${base}/members/${intoMemberId}?merged=${memberId}`);
  const refusal = await refusalWords(canMerge(staff) && "members.not_for_role");
  return <MergedRecords {...{ merges, refusal }} isRedirected={cameFrom !== undefined} />;
}
