import { and, eq, type Placeholder } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { type Ctx, read, type TxCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { prepared } from "@/server/kernel/prepared";

interface MemberRecord {
  memberNo: string;
  withdrawnAt: Date | null;
  mergedIntoId: string | null;
}

/** How a module says that a record is not there, was merged into another, or that its member has left. */
export interface RecordReasons {
  unknown: string;
  merged: string;
  left: string;
  field?: string;
}

const records = (tx: Tx, at: Record<"tenantId" | "memberId", Placeholder>) =>
  tx
    .select({ memberNo: members.memberNo, withdrawnAt: members.withdrawnAt, mergedIntoId: members.mergedIntoId })
    .from(members)
    .where(and(eq(members.tenantId, at.tenantId), eq(members.memberId, at.memberId)));
const recordById = prepared(["tenantId", "memberId"], records);
const lockedById = prepared(["tenantId", "memberId"], (tx, at) => records(tx, at).for("key share"));

function inUse(record: MemberRecord | undefined, reasons: RecordReasons): MemberRecord {
  const details = reasons.field === undefined ? {} : { field: reasons.field };
  if (!record) throw new DomainError("not_found", reasons.unknown, details);
  if (record.mergedIntoId) throw new DomainError("refused", reasons.merged, details);
  if (record.withdrawnAt) throw new DomainError("refused", reasons.left, details);
  return record;
}

/** Throws `not_found` or `refused` with the caller's reasons unless the member's record is in use. */
export const demandInUse = async (ctx: Ctx, memberId: string, reasons: RecordReasons): Promise<MemberRecord> =>
  inUse((await read(ctx, (tx) => recordById(tx, { tenantId: ctx.tenant, memberId })))[0], reasons);

/**
 * The same before something is written for the member. The lock is the one that rows pointing at the member take anyway; taken before the
 * look, it keeps a withdrawal at the same moment from closing the wallet under what is being written.
 */
export const lockInUse = async (t: TxCtx, memberId: string, reasons: RecordReasons): Promise<MemberRecord> =>
  inUse((await lockedById(t.tx, { tenantId: t.tenant, memberId }))[0], reasons);
