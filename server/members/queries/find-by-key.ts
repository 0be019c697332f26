import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { members } from "@/db/schema/members";
import { auditRead } from "@/server/kernel/audit";
import { type Ctx, read } from "@/server/kernel/ctx";
import { normaliseEmail } from "@/server/kernel/email-address";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canSeeMembers } from "../access";
import { normalisePhone } from "../rules/contact";
import { findByCard, memberCardColumns } from "./find-member";

/** Exactly one way to say who is meant. */
export const memberKeyInput = z
  .object({
    card: z.string().max(100).optional(),
    phone: z.string().max(40).optional(),
    email: z.string().max(320).optional(),
  })
  .refine((given) => Object.values(given).filter(Boolean).length === 1, { message: "one of card, phone, email" });

/**
 * The one member with that card, phone number or e-mail address, whole and not in part; for programs with a key. Throws `not_found`
 * `members.member`, and `invalid` where several members share the number.
 */
export async function findByKey(ctx: Ctx, input: z.input<typeof memberKeyInput>) {
  demand(canSeeMembers(ctx.actor));
  const { card, phone, email } = parseInput(memberKeyInput, input);
  const found = card ? await findByCard(ctx, card) : await oneOf(ctx, phone ? byPhone(phone) : byEmail(email ?? ""));
  await auditRead(ctx, { memberId: found.memberId, what: "card" });
  return found;
}

const missing = () => new DomainError("not_found", "members.member");

function byPhone(text: string) {
  const phone = normalisePhone(text);
  if (!phone) throw missing();
  return eq(members.phoneNormalised, phone);
}

function byEmail(text: string) {
  const email = normaliseEmail(text);
  if (!email) throw missing();
  return eq(members.emailNormalised, email);
}

async function oneOf(ctx: Ctx, condition: ReturnType<typeof eq>) {
  const rows = await read(ctx, (tx) =>
    tx
      .select(memberCardColumns)
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), condition, isNull(members.withdrawnAt)))
      .limit(2),
  );
  if (!rows[0]) throw missing();
  if (rows.length > 1) throw new DomainError("invalid", "members.several");
  return rows[0];
}
