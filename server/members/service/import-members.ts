import { randomInt } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { demand } from "@/server/tenancy/access";
import { canImportMembers } from "../access";
import { memberNumber, memberSerials } from "../rules/member-number";
import {
  type Draft,
  draftOf,
  type ImportedMember,
  type ImportedMemberResult,
  isChanged,
  parseLine,
  personalPhone,
  refusal,
} from "./import-rows";
import { holdersOf, releaseKeys, takeKeys } from "./key-sets";

export type { ImportedMember, ImportedMemberResult } from "./import-rows";

const batchRows = 10_000;

/**
 * Takes in members by their external id, at most 10,000 a call, in a fixed number of statements. A known id is updated with what
 * the line gives (absent fields stay), so repeating a file changes nothing. An address or mobile number of another member is
 * left out with a warning; a line that cannot be kept, or that names somebody who has withdrawn, is refused by itself. Writes no `member.joined`: nobody is welcomed for
 * having been a customer for years. Results are in the order of the lines.
 */
export async function importMembers(ctx: Ctx, lines: readonly ImportedMember[]): Promise<ImportedMemberResult[]> {
  demand(canImportMembers(ctx.actor));
  if (lines.length > batchRows) throw new DomainError("invalid", "members.batch_too_large", { most: batchRows });
  return inTransaction(ctx, async (t) => {
    // Two imports into one shop would wait for each other's keys crosswise.
    await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`members.import:${t.tenant}`}, 1))`);
    const results: (ImportedMemberResult | undefined)[] = Array.from({ length: lines.length });
    const drafts = await draftsOf(t, lines, results);
    const created = drafts.filter((draft) => !draft.before);
    const nameless = await takeExternalAndCardKeys(t, created);
    for (const draft of nameless)
      results[draft.index] = refusal(
        draft.given.externalId,
        draft.after.memberNo ? "members.external_id_taken" : "members.card_taken",
        null,
      );
    const kept = drafts.filter((draft) => !results[draft.index]);
    await moveContactKeys(
      t,
      kept,
      "email",
      (row) => row?.emailNormalised ?? null,
      (d) => Object.assign(d.after, { emailNormalised: null, emailVerifiedAt: null }),
    );
    await moveContactKeys(t, kept, "phone", personalPhone, (d) => Object.assign(d.after, { phoneNormalised: null }));
    const changed = kept.filter(isChanged);
    await writeRows(t, changed);
    await writeConsents(t, kept);
    const written = new Set(changed);
    for (const draft of kept) {
      const outcome = draft.before ? (written.has(draft) ? "updated" : "unchanged") : "created";
      results[draft.index] = {
        externalId: draft.given.externalId,
        memberId: draft.memberId,
        outcome,
        reason: null,
        field: null,
        warnings: draft.warnings,
      };
    }
    if (changed.length > 0)
      await audit(t, {
        action: "members.import",
        subject: { kind: "import", id: null },
        after: { created: created.length - nameless.length, changed: changed.length },
      });
    return results as ImportedMemberResult[];
  });
}

async function draftsOf(
  t: TxCtx,
  lines: readonly ImportedMember[],
  results: (ImportedMemberResult | undefined)[],
): Promise<Draft[]> {
  const parsed = lines.map(parseLine);
  const ids = parsed.flatMap((line) => ("outcome" in line ? [] : [line.externalId]));
  const holders = await holdersOf(t, "external", ids);
  const known = [...holders.values()];
  const rows =
    known.length === 0
      ? []
      : await t.tx
          .select()
          .from(members)
          .where(and(eq(members.tenantId, t.tenant), inArray(members.memberId, known)))
          .for("update");
  const byId = new Map(rows.map((row) => [row.memberId, row]));
  const seen = new Set<string>();
  const drafts: Draft[] = [];
  for (const [index, line] of parsed.entries()) {
    if ("outcome" in line) {
      results[index] = line;
    } else if (seen.has(line.externalId)) {
      results[index] = refusal(line.externalId, "members.line_repeated", "externalId");
    } else {
      seen.add(line.externalId);
      const before = byId.get(holders.get(line.externalId) ?? "") ?? null;
      // What was erased at the withdrawal (退会) must not come back with an old list.
      if (before?.withdrawnAt) {
        results[index] = refusal(line.externalId, "members.withdrawn", "externalId");
        continue;
      }
      try {
        drafts.push(draftOf(index, line, before, t.tenant, t.now));
      } catch (error) {
        if (!isDomainError(error)) throw error;
        results[index] = refusal(line.externalId, error.reason, String(error.details.field ?? "") || null);
      }
    }
  }
  return drafts;
}

/** Numbers and external ids of new members. Returns those who could not have theirs. */
async function takeExternalAndCardKeys(t: TxCtx, created: readonly Draft[]): Promise<Draft[]> {
  const given = created.filter((draft) => draft.after.memberNo !== "");
  const own = await takeKeys(
    t,
    "card",
    given.map((draft) => ({ memberId: draft.memberId, value: draft.after.memberNo })),
  );
  for (const draft of given) if (!own.has(draft.memberId)) draft.after.memberNo = "";
  const refused = given.filter((draft) => !own.has(draft.memberId));
  let open = created.filter((draft) => draft.after.memberNo === "" && !refused.includes(draft));
  for (let tries = 0; open.length > 0; tries += 1) {
    if (tries === 10) throw new Error("no free member numbers after ten draws");
    for (const draft of open) draft.after.memberNo = memberNumber(randomInt(memberSerials));
    const taken = await takeKeys(
      t,
      "card",
      open.map((draft) => ({ memberId: draft.memberId, value: draft.after.memberNo })),
    );
    open = open.filter((draft) => !taken.has(draft.memberId));
  }
  const numbered = created.filter((draft) => !refused.includes(draft));
  const named = await takeKeys(
    t,
    "external",
    numbered.map((draft) => ({ memberId: draft.memberId, value: draft.given.externalId })),
  );
  const late = numbered.filter((draft) => !named.has(draft.memberId));
  await releaseKeys(
    t,
    "card",
    late.map((draft) => ({ memberId: draft.memberId, value: draft.after.memberNo })),
  );
  return [...refused, ...late];
}

async function moveContactKeys(
  t: TxCtx,
  drafts: readonly Draft[],
  kind: "email" | "phone",
  valueOf: (row: Draft["after"] | null) => string | null,
  leaveOut: (draft: Draft) => void,
): Promise<void> {
  const moving = drafts.filter((draft) => valueOf(draft.before) !== valueOf(draft.after));
  const keys = (of: (draft: Draft) => string | null) =>
    moving.flatMap((draft) => {
      const value = of(draft);
      return value === null ? [] : [{ memberId: draft.memberId, value }];
    });
  await releaseKeys(
    t,
    kind,
    keys((draft) => valueOf(draft.before)),
  );
  const wanted = keys((draft) => valueOf(draft.after));
  const taken = await takeKeys(t, kind, wanted);
  for (const draft of moving) {
    if (valueOf(draft.after) === null || taken.has(draft.memberId)) continue;
    draft.warnings.push(`members.${kind}_taken`);
    leaveOut(draft);
  }
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const kept = new Set([
  "tenant_id",
  "member_id",
  "member_no",
  "joined_at",
  "joined_store_id",
  "last_login_at",
  "withdrawn_at",
  "version",
]);

async function writeRows(t: TxCtx, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map(({ after }) =>
    Object.fromEntries(Object.entries({ ...after, updatedAt: t.now }).map(([name, value]) => [snake(name), value])),
  );
  const columns = Object.keys(rows[0] ?? {}).filter((name) => !kept.has(name));
  const sets = sql.raw(
    [...columns.map((name) => `${name} = excluded.${name}`), "version = members.version + 1"].join(", "),
  );
  await t.tx.execute(sql`insert into members select * from jsonb_populate_recordset(null::members, ${JSON.stringify(rows)}::jsonb)
    on conflict (tenant_id, member_id) do update set ${sets}`);
}

async function writeConsents(t: TxCtx, drafts: readonly Draft[]): Promise<void> {
  const said = drafts.filter(
    ({ given, before }) =>
      given.mailConsent !== undefined && (before ? before.mailOptIn !== given.mailConsent : given.mailConsent),
  );
  if (said.length === 0) return;
  const rows = said.map(({ memberId, given }) => ({ member_id: memberId, id: newId(), is_granted: given.mailConsent }));
  await t.tx.execute(sql`insert into consents (tenant_id, member_id, id, channel, is_granted, at, source, text_version, actor_kind, actor_id)
    select ${t.tenant}::uuid, r.member_id, r.id, 'mail', r.is_granted, ${t.now}, 'import', '1', ${t.actor.kind}, ${actorId(t.actor)}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(member_id uuid, id uuid, is_granted boolean)`);
}
