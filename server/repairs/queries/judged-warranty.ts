import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { warrantiesOf } from "@/server/warranties/queries";
import type { JudgedWarranty } from "../rules/warranty";
import { openRepairUnder } from "./find-repair";

/** A member's warranty with what the judgement asks of it; `except` is the repair that is being judged. Throws `not_found`. */
export async function judgedWarranty(
  ctx: Ctx,
  memberId: string,
  warrantyId: string,
  except?: string,
): Promise<JudgedWarranty> {
  const all = await warrantiesOf(ctx, memberId);
  const found = all.find((one) => one.warrantyId === warrantyId);
  if (!found) throw new DomainError("not_found", "warranties.not_found");
  const pieces = all.filter((one) => one.purchaseLineId === found.purchaseLineId && one.state !== "voided");
  const busy = await openRepairUnder(
    ctx,
    memberId,
    pieces.map((piece) => piece.warrantyId),
    except,
  );
  return {
    startsOn: found.startsOn,
    endsOn: found.endsOn,
    isVoided: found.state === "voided",
    piecesLeft: pieces.length - busy.length,
  };
}
