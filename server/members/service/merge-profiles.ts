import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { consents, memberKeys, memberLinks, members, memberSessions } from "@/db/schema/members";
import type { TxCtx } from "@/server/kernel/ctx";
import type { LeftBehind } from "@/server/kernel/member-merge";
import { type ProfileChoice, profileGroupNames, profileGroups } from "../rules/profile-groups";
import type { lockMember } from "./key-holder";
import { nextVersion, thisMember } from "./key-holder";
import { setConsent } from "./set-consent";

type MemberRow = Awaited<ReturnType<typeof lockMember>>;
type Values = Record<string, string | null>;
type Word = { channel: "mail" | "line" | "sms" | "push" | "post" | "phone"; isGranted: boolean };

/** What is remembered of two profiles, to part them again. */
export interface KeptProfiles {
  /** The record that stays, as it was. */
  before: Values;
  /** What it was given. */
  given: Values;
  keys: { kind: string; value: string }[];
  words: { channel: Word["channel"]; was: boolean | null; became: boolean }[];
}

const columnsOf = (groups: readonly (typeof profileGroupNames)[number][]) =>
  groups.flatMap((group) => [...profileGroups[group]]);
const plain = (row: MemberRow, columns: readonly (keyof MemberRow)[]): Values =>
  Object.fromEntries(
    columns.map((column) => {
      const value = row[column];
      return [column, value instanceof Date ? value.toISOString() : value === null ? null : String(value)];
    }),
  );
const asColumns = (values: Values): Partial<MemberRow> =>
  Object.fromEntries(
    Object.entries(values).map(([column, value]) => [
      column,
      column === "emailVerifiedAt" && value !== null ? new Date(value) : value,
    ]),
  );

/** The newest word per channel. */
async function newestWords(t: TxCtx, memberId: string): Promise<Map<Word["channel"], boolean>> {
  const rows = await t.tx
    .selectDistinctOn([consents.channel], { channel: consents.channel, isGranted: consents.isGranted })
    .from(consents)
    .where(and(eq(consents.tenantId, t.tenant), eq(consents.memberId, memberId)))
    .orderBy(consents.channel, desc(consents.at), desc(consents.id));
  return new Map(rows.map((row) => [row.channel as Word["channel"], row.isGranted]));
}

const say = (t: TxCtx, memberId: string, channel: Word["channel"], isGranted: boolean, source: string) =>
  setConsent(
    { ...t, actor: { kind: "system", name: "merge" } },
    {
      memberId,
      channel,
      isGranted,
      source,
      textVersion: "1",
    },
  );

/** A no of either counts; a yes counts where the other never said anything. */
async function joinWords(t: TxCtx, from: MemberRow, to: MemberRow): Promise<KeptProfiles["words"]> {
  const theirs = await newestWords(t, from.memberId);
  const own = await newestWords(t, to.memberId);
  const words: KeptProfiles["words"] = [];
  for (const [channel, word] of theirs) {
    const was = own.get(channel) ?? null;
    if (was === word || was === false) continue;
    await say(t, to.memberId, channel, word, "merge");
    words.push({ channel, was, became: word });
  }
  return words;
}

async function closeDoors(t: TxCtx, memberId: string): Promise<void> {
  await t.tx
    .update(memberSessions)
    .set({ revokedAt: t.now })
    .where(
      and(
        eq(memberSessions.tenantId, t.tenant),
        eq(memberSessions.memberId, memberId),
        isNull(memberSessions.revokedAt),
      ),
    );
  await t.tx
    .update(memberLinks)
    .set({ usedAt: t.now })
    .where(and(eq(memberLinks.tenantId, t.tenant), eq(memberLinks.memberId, memberId), isNull(memberLinks.usedAt)));
}

/**
 * The record `from` closes and points at `to`: every name by which it was found names `to`, whose profile takes over what was chosen.
 * Both rows are locked by the caller.
 */
export async function mergeProfiles(
  t: TxCtx,
  { from, to, choice }: { from: MemberRow; to: MemberRow; choice: ProfileChoice },
): Promise<KeptProfiles> {
  const columns = columnsOf(profileGroupNames.filter((group) => choice[group] === "from"));
  const kept = { before: plain(to, columns), given: plain(from, columns) };
  const words = await joinWords(t, from, to);
  const keys = await t.tx
    .update(memberKeys)
    .set({ memberId: to.memberId })
    .where(and(eq(memberKeys.tenantId, t.tenant), eq(memberKeys.memberId, from.memberId)))
    .returning({ kind: memberKeys.kind, value: memberKeys.value });
  await closeDoors(t, from.memberId);
  await t.tx
    .update(members)
    .set({ ...asColumns(kept.given), updatedAt: t.now, version: nextVersion })
    .where(thisMember(t, to.memberId));
  await t.tx
    .update(members)
    .set({ withdrawnAt: t.now, mergedIntoId: to.memberId, updatedAt: t.now, version: nextVersion })
    .where(thisMember(t, from.memberId));
  return { ...kept, keys, words };
}

/** Both are again who they were, as far as nobody has changed it since. */
export async function partProfiles(
  t: TxCtx,
  { from, to, kept }: { from: MemberRow; to: MemberRow; kept: KeptProfiles },
): Promise<LeftBehind[]> {
  const now = plain(to, Object.keys(kept.given) as (keyof MemberRow)[]);
  const groups = profileGroupNames.filter((group) => profileGroups[group][0] in kept.given);
  const isAsGiven = (group: (typeof groups)[number]) =>
    profileGroups[group].every((column) => now[column] === kept.given[column]);
  const restored = Object.fromEntries(
    columnsOf(groups.filter(isAsGiven)).map((column) => [column, kept.before[column] ?? null]),
  );
  const [after] = await t.tx
    .update(members)
    .set({ ...asColumns(restored), updatedAt: t.now, version: nextVersion })
    .where(thisMember(t, to.memberId))
    .returning();
  const isInUse = ({ kind, value }: KeptProfiles["keys"][number]) =>
    after !== undefined &&
    { email: after.emailNormalised, phone: after.phoneNormalised, external: after.externalId, card: after.memberNo }[
      kind
    ] === value;
  const going = kept.keys.filter((key) => !isInUse(key));
  for (const kind of new Set(going.map((key) => key.kind)))
    await t.tx
      .update(memberKeys)
      .set({ memberId: from.memberId })
      .where(
        and(
          eq(memberKeys.tenantId, t.tenant),
          eq(memberKeys.memberId, to.memberId),
          eq(memberKeys.kind, kind),
          inArray(
            memberKeys.value,
            going.filter((key) => key.kind === kind).map((key) => key.value),
          ),
        ),
      );
  const held = await t.tx
    .select({ kind: memberKeys.kind, value: memberKeys.value })
    .from(memberKeys)
    .where(and(eq(memberKeys.tenantId, t.tenant), eq(memberKeys.memberId, from.memberId)));
  const has = (kind: string, value: string | null) => held.some((key) => key.kind === kind && key.value === value);
  await t.tx
    .update(members)
    .set({
      withdrawnAt: null,
      mergedIntoId: null,
      ...(has("email", from.emailNormalised) ? {} : { emailNormalised: null, emailVerifiedAt: null }),
      ...(has("external", from.externalId) ? {} : { externalId: null }),
      updatedAt: t.now,
      version: nextVersion,
    })
    .where(thisMember(t, from.memberId));
  await unsay(t, to.memberId, kept.words);
  return [
    { what: "profile", count: groups.filter((group) => !isAsGiven(group)).length },
    { what: "keys", count: kept.keys.length - going.length },
  ];
}

/** The words said before, where the merge's is still the newest. */
async function unsay(t: TxCtx, memberId: string, words: KeptProfiles["words"]): Promise<void> {
  const newest = await newestWords(t, memberId);
  for (const { channel, was, became } of words)
    if (newest.get(channel) === became) await say(t, memberId, channel, was ?? false, "merge_undone");
}

/** Erases the person from records that went into this one, once that cannot be undone any more. */
export async function eraseMerged(t: TxCtx, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  await t.tx.execute(sql`update members set family_name = null, given_name = null, family_kana = null, given_kana = null,
      kana_normalised = null, name_normalised = null, email_normalised = null, email_verified_at = null, phone_normalised = null,
      birthday = null, gender = null, postal_code = null, prefecture = null, city = null, address_line = null, mail_opt_in = false,
      version = version + 1
    where tenant_id = ${t.tenant} and merged_into_id is not null and member_id = any (${`{${memberIds.join(",")}}`}::uuid[])`);
  await t.tx.execute(sql`delete from member_passwords where tenant_id = ${t.tenant}
    and member_id = any (${`{${memberIds.join(",")}}`}::uuid[])`);
  await t.tx.execute(sql`update member_sessions set user_agent = null where tenant_id = ${t.tenant}
    and member_id = any (${`{${memberIds.join(",")}}`}::uuid[])`);
}
