import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import type { Wallet } from "@/server/points/queries";
import { type ReceiptFacts, receiptText } from "../rules/receipt-text";

type Moved = Pick<ReceiptFacts, "spent" | "family" | "earned" | "takenBack" | "restored">;

/** What stands under the receipt of a member. */
export async function receiptOf(
  ctx: Ctx,
  {
    memberId,
    memberNo,
    wallet,
    language,
    ...moved
  }: { memberId: string; memberNo?: string | undefined; wallet: Wallet; language: "ja" | "en" } & Moved,
): Promise<string[]> {
  const shown = memberNo ?? (await numberOf(ctx, memberId));
  const { timeZone } = await tenantOf(ctx);
  const { available, pending, nextExpiry } = wallet;
  return receiptText(language, timeZone, {
    memberNo: shown,
    ...moved,
    available,
    pending,
    nextExpiry,
  });
}

async function numberOf(ctx: Ctx, memberId: string): Promise<string> {
  const [member] = await read(ctx, (tx) =>
    tx
      .select({ memberNo: members.memberNo })
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), eq(members.memberId, memberId))),
  );
  return member?.memberNo ?? "";
}
