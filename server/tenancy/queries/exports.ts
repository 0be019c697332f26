import { and, count, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { dataExports } from "@/db/schema/access";
import { staffAccounts } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { exportKind, exportKindNames } from "@/server/kernel/export-kinds";
import { parseInput } from "@/server/kernel/parse";
import { staffMay } from "@/server/kernel/permissions";
import { canDecideExport, canOpenExport, canRequestExport, demand } from "../access";
import { exportList } from "../input";

const pageSize = 50;
const requester = alias(staffAccounts, "requester");
const decider = alias(staffAccounts, "decider");

/** Requests for lists, newest first, with what the reader may do about each. */
export async function exportsOf(ctx: Ctx, input: z.input<typeof exportList>) {
  demand(canRequestExport(ctx.actor));
  const { cursor } = parseInput(exportList, input);
  const [at, id] = cursor ? readCursor(cursor, 2) : [];
  const rows = await read(ctx, (tx) =>
    tx
      .select({ one: dataExports, requestedByName: requester.name, decidedByName: decider.name })
      .from(dataExports)
      .leftJoin(requester, eq(requester.id, dataExports.requestedByAccount))
      .leftJoin(decider, eq(decider.id, dataExports.decidedByAccount))
      .where(
        and(
          eq(dataExports.tenantId, ctx.tenant),
          at && id
            ? sql`(${dataExports.requestedAt}, ${dataExports.id}) < (${at}::timestamptz, ${id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(dataExports.requestedAt), desc(dataExports.id))
      .limit(pageSize + 1),
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1)?.one;
  return {
    exports: page.map(({ one, requestedByName, decidedByName }) => {
      const isOver = one.expiresAt !== null && one.expiresAt <= ctx.now;
      return {
        exportId: one.id,
        kind: one.kind,
        state: one.state === "ready" && isOver ? ("expired" as const) : (one.state as ExportState),
        reason: one.reason,
        personCount: one.personCount,
        rowCount: one.rowCount,
        requestedAt: one.requestedAt,
        requestedByName,
        decidedAt: one.decidedAt,
        decidedByName,
        decisionReason: one.decisionReason,
        expiresAt: one.expiresAt,
        isOwn: ctx.actor.kind === "staff" && ctx.actor.accountId === one.requestedByAccount,
        decisionRefusal: canDecideExport(ctx.actor, one.requestedByAccount),
        openRefusal: canOpenExport(ctx.actor, one),
      };
    }),
    nextCursor: rows.length > pageSize && last ? cursorOf(last.requestedAt.toISOString(), last.id) : null,
  };
}
export type ExportState = "awaiting_approval" | "writing" | "ready" | "failed" | "rejected" | "withdrawn" | "expired";

/** Which lists the reader may ask for. */
export const exportKindsFor = (ctx: Ctx): string[] =>
  canRequestExport(ctx.actor) === null
    ? exportKindNames().filter((name) => staffMay(ctx.actor, exportKind(name)?.permission ?? "exports.request"))
    : [];

/** How many requests wait for a second person; for the office's attention list. */
export async function exportsWaiting(ctx: Ctx): Promise<number> {
  demand(canRequestExport(ctx.actor));
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ waiting: count() })
      .from(dataExports)
      .where(and(eq(dataExports.tenantId, ctx.tenant), eq(dataExports.state, "awaiting_approval"))),
  );
  return row?.waiting ?? 0;
}
