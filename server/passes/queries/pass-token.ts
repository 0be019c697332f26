import { and, eq } from "drizzle-orm";
import { memberPasses } from "@/db/schema/passes";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { isSignatureValid, sign } from "@/server/kernel/signing";

const purpose = "wallet-pass";
const text = (tenant: string, memberId: string, passId: string) => `${tenant}.${memberId}.${passId}`;

/** What a phone says to be believed about one pass: derived, so that nothing need be kept that could be stolen. */
export const passToken = (tenant: string, memberId: string, passId: string): string =>
  sign(purpose, text(tenant, memberId, passId));

/** The Apple pass with that serial number (the member's id). Throws `unauthenticated` unless `token` was made for it. */
export async function passBehind(ctx: Ctx, serialNumber: string, token: string) {
  const [pass] = isUuid(serialNumber)
    ? await read(ctx, (tx) =>
        tx
          .select()
          .from(memberPasses)
          .where(
            and(
              eq(memberPasses.tenantId, ctx.tenant),
              eq(memberPasses.memberId, serialNumber),
              eq(memberPasses.platform, "apple"),
            ),
          ),
      )
    : [];
  if (!pass || !isSignatureValid(purpose, text(ctx.tenant, pass.memberId, pass.id), token))
    throw new DomainError("unauthenticated", "passes.token");
  return pass;
}
