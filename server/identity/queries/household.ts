import { sql } from "drizzle-orm";
import type { z } from "zod";
import { type Ctx, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { familyOf } from "@/server/points/queries";
import { demand } from "@/server/tenancy/access";
import { canSeeHousehold } from "../access";
import { memberRef } from "../input";

const most = 20;

interface Housemate {
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
}

type Row = { member_id: string; member_no: string; family_name: string | null; given_name: string | null };
const toMate = (row: Row): Housemate => ({
  memberId: row.member_id,
  memberNo: row.member_no,
  familyName: row.family_name,
  givenName: row.given_name,
});

/**
 * Who lives with a member: the household that staff have put together, whoever else is written at the same address, and the family with
 * whom points are used together, which is a thing of its own (server/points). Throws `forbidden`.
 */
export async function householdOf(ctx: Ctx, input: z.input<typeof memberRef>) {
  demand(canSeeHousehold(ctx.actor));
  const { memberId } = parseInput(memberRef, input);
  const columns = sql`m.member_id, m.member_no, m.family_name, m.given_name`;
  const { mates, near } = await read(ctx, async (tx) => ({
    mates: await tx.execute<Row>(sql`select ${columns} from household_members own
      join household_members h on h.tenant_id = own.tenant_id and h.household_id = own.household_id and h.member_id <> own.member_id
      join members m on m.tenant_id = h.tenant_id and m.member_id = h.member_id and m.withdrawn_at is null
      where own.tenant_id = ${ctx.tenant} and own.member_id = ${memberId} order by h.added_at, m.member_id limit ${most}`),
    near: await tx.execute<Row>(sql`select ${columns} from member_marks own
      join member_marks k on k.tenant_id = own.tenant_id and k.kind = own.kind and k.mark = own.mark and k.member_id <> own.member_id
      join members m on m.tenant_id = k.tenant_id and m.member_id = k.member_id and m.withdrawn_at is null
      where own.tenant_id = ${ctx.tenant} and own.member_id = ${memberId} and own.kind = 'address'
        and not exists (select from household_members h where h.tenant_id = m.tenant_id and h.member_id = m.member_id)
      order by m.joined_at, m.member_id limit ${most}`),
  }));
  const { family } = await familyOf(ctx, memberId);
  return {
    mates: mates.rows.map(toMate),
    atSameAddress: near.rows.map(toMate),
    pointFamily: family ? { name: family.name, members: family.members.length } : null,
  };
}
