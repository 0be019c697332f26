import { isSignatureValid, sign } from "@/server/kernel/signing";
import { permitMinutes } from "./permit-life";

// Says that this member's phone was here: given by a look-up with the code that changes.

const purpose = "pos-permit";

export function givePermit(tenant: string, memberId: string, now: Date): string {
  const until = (now.getTime() + permitMinutes * 60_000).toString(36);
  return `${until}.${sign(purpose, `${tenant} ${memberId} ${until}`)}`;
}

export function isPermitGood(tenant: string, memberId: string, permit: string, now: Date): boolean {
  const [until = "", signature = ""] = permit.split(".");
  return (
    isSignatureValid(purpose, `${tenant} ${memberId} ${until}`, signature) && Number.parseInt(until, 36) > now.getTime()
  );
}
