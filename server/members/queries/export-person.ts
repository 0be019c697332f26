import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { memberNotes, memberTagLinks, memberTags } from "@/db/schema/member-desk";
import { mailPreferences, memberKeys, memberSessions } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import type { PersonSource } from "@/server/kernel/person-data";
import { demand } from "@/server/tenancy/access";
import { canExportPerson } from "../access";
import { memberRef } from "../input";
import { consentsOf, memberById } from "./find-member";

/**
 * Everything the product holds about one person (個人情報保護法 art. 33: disclosure in electronic form): a section per source, as
 * plain rows. `sources` is the registry that every module fills (server/jobs/registry.ts). Audited. Throws `forbidden`, `not_found`.
 */
export async function exportPerson(
  ctx: Ctx,
  input: z.input<typeof memberRef>,
  sources: readonly PersonSource[],
): Promise<{ fileName: string; document: Record<string, unknown> }> {
  const { memberId } = parseInput(memberRef, input);
  demand(canExportPerson(ctx.actor, memberId));
  const { memberNo } = await memberById(ctx, memberId);
  const document: Record<string, unknown> = { format: "goen-person-1", made_at: ctx.now };
  // One after the other: a person's export is rare, and must not take a shop's connections.
  for (const source of sources) document[source.name] = await source.collect(ctx, memberId);
  await inTransaction(ctx, (t) =>
    audit(t, {
      action: "members.export_person",
      subject: { kind: "member", id: memberId },
      memberId,
      after: { sections: sources.map((source) => source.name) },
    }),
  );
  return { fileName: `member-${memberNo}.json`, document };
}

async function profileOf(ctx: Ctx, memberId: string) {
  const { version: _version, ...profile } = await memberById(ctx, memberId);
  return profile;
}

const identitiesForExport = (ctx: Ctx, memberId: string) =>
  read(ctx, (tx) =>
    tx
      .select({
        kind: memberKeys.kind,
        value: memberKeys.value,
        since: memberKeys.createdAt,
        stoppedAt: memberKeys.stoppedAt,
      })
      .from(memberKeys)
      .where(and(eq(memberKeys.tenantId, ctx.tenant), eq(memberKeys.memberId, memberId)))
      .orderBy(asc(memberKeys.kind), asc(memberKeys.createdAt), asc(memberKeys.value)),
  );

const preferencesOf = (ctx: Ctx, memberId: string) =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(mailPreferences)
      .where(and(eq(mailPreferences.tenantId, ctx.tenant), eq(mailPreferences.memberId, memberId)));
    return rows.map(({ tenantId: _tenant, memberId: _member, ...row }) => row);
  });

const sessionsForExport = (ctx: Ctx, memberId: string) =>
  read(ctx, (tx) =>
    tx
      .select({
        createdAt: memberSessions.createdAt,
        lastSeenAt: memberSessions.lastSeenAt,
        revokedAt: memberSessions.revokedAt,
        userAgent: memberSessions.userAgent,
      })
      .from(memberSessions)
      .where(and(eq(memberSessions.tenantId, ctx.tenant), eq(memberSessions.memberId, memberId)))
      .orderBy(asc(memberSessions.createdAt)),
  );

const tagsForExport = (ctx: Ctx, memberId: string) =>
  read(ctx, (tx) =>
    tx
      .select({ name: memberTags.name, since: memberTagLinks.addedAt })
      .from(memberTagLinks)
      .innerJoin(
        memberTags,
        and(eq(memberTags.tenantId, memberTagLinks.tenantId), eq(memberTags.id, memberTagLinks.tagId)),
      )
      .where(and(eq(memberTagLinks.tenantId, ctx.tenant), eq(memberTagLinks.memberId, memberId)))
      .orderBy(asc(memberTags.name)),
  );

/** What was written about a person is data about that person too; a deleted note is gone for everybody. */
const notesForExport = (ctx: Ctx, memberId: string) =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select({ text: memberNotes.text, createdAt: memberNotes.createdAt, deletedAt: memberNotes.deletedAt })
      .from(memberNotes)
      .where(and(eq(memberNotes.tenantId, ctx.tenant), eq(memberNotes.memberId, memberId)))
      .orderBy(asc(memberNotes.createdAt));
    return rows.filter((row) => row.deletedAt === null).map(({ text, createdAt }) => ({ text, createdAt }));
  });

/** What the members module itself holds. */
export const memberSources: PersonSource[] = [
  { name: "profile", collect: profileOf },
  { name: "identities", collect: identitiesForExport },
  { name: "consents", collect: (ctx, memberId) => consentsOf(ctx, memberId) },
  { name: "mail_preferences", collect: preferencesOf },
  { name: "sessions", collect: sessionsForExport },
  { name: "tags", collect: tagsForExport },
  { name: "notes", collect: notesForExport },
];
