import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { dataExports } from "@/db/schema/access";
import { audit, auditRead } from "@/server/kernel/audit";
import { type Actor, type Ctx, inTransaction, systemCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { defineExport, knowExportKinds } from "@/server/kernel/export-kinds";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, type TestShop } from "@/server/kernel/testing";
import { auditExport } from "./queries/audit-export";
import { auditPage } from "./queries/audit-log";
import { exportsOf, exportsWaiting } from "./queries/exports";
import { setAccessSettings } from "./service/access-settings";
import { decideExport, openExport, requestExport, withdrawExport } from "./service/exports";
import { clearAway } from "./service/housekeeping";
import { writeExport } from "./service/write-export";

const day = 86_400_000;
const people = defineExport({
  name: "people",
  permission: "exports.request",
  filter: z.object({ count: z.number().int() }),
  countPersons: async (_ctx, { count }) => count,
  header: (locale) => (locale === "en" ? ["Name", "Note"] : ["名前", "メモ"]),
  lines: async function* (_ctx, { count }) {
    for (let n = 0; n < Math.min(count, 3); n += 1) yield [`会員${n}`, "=HYPERLINK(1)"];
  },
});
beforeAll(() => knowExportKinds([people, auditExport]));

const marketer = (): Actor => staffActor({ role: "marketer" });
const ask = (ctx: Ctx, count: number) => requestExport(ctx, { kind: "people", filter: { count }, reason: "DM" });
const job = (shop: TestShop, now = shop.ctx.now) => systemCtx(shop.ctx.tenant, "job", database("app"), now);

async function textOf(ctx: Ctx, exportId: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of (await openExport(ctx, { exportId })).stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

describe("a list of up to a thousand persons", () => {
  it("is written at once, safe for spreadsheets, and downloads are written down", async () => {
    const shop = await newTestShop();
    const me = shop.as(marketer());
    const { exportId, state } = await ask(me, 1000);
    expect(state).toBe("writing");
    await writeExport(job(shop), exportId);
    await writeExport(job(shop), exportId);
    expect(await textOf(me, exportId)).toBe(
      "\uFEFF名前,メモ\r\n会員0,'=HYPERLINK(1)\r\n会員1,'=HYPERLINK(1)\r\n会員2,'=HYPERLINK(1)\r\n",
    );
    const { rows } = await auditPage(shop.ctx, { subjectKind: "export" });
    expect(rows.map((row) => row.action).sort()).toEqual([
      "tenancy.download_export",
      "tenancy.request_export",
      "tenancy.write_export",
    ]);
  });

  it("is for who asked only: guessed, unfinished, foreign and seven days old ones are not there", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const me = shop.as(marketer());
    const { exportId } = await ask(me, 10);
    const missing = { code: "not_found", reason: "tenancy.export" };
    await expect(openExport(me, { exportId })).rejects.toMatchObject(missing);
    await writeExport(job(shop), exportId);
    for (const ctx of [shop.as(marketer()), shop.ctx, shop.as(staffActor({ role: "store_staff" })), other.as(me.actor)])
      await expect(openExport(ctx, { exportId })).rejects.toMatchObject(missing);
    await expect(openExport(me, { exportId: newId() })).rejects.toMatchObject(missing);
    await expect(openExport({ ...me, now: new Date(me.now.getTime() + 7 * day) }, { exportId })).rejects.toMatchObject(
      missing,
    );
    expect((await exportsOf({ ...me, now: new Date(me.now.getTime() + 7 * day) }, {})).exports[0]?.state).toBe(
      "expired",
    );
    await clearAway(job(shop, new Date(me.now.getTime() + 8 * day)));
    const before = await shop.ctx.db.transaction(shop.ctx.tenant, "read", (tx) => tx.select().from(dataExports));
    expect(before).toHaveLength(1);
  });
});

describe("a longer list", () => {
  it("waits for somebody else, who is not its requester", async () => {
    const shop = await newTestShop();
    const [me, boss] = [shop.as(marketer()), shop.as(staffActor())];
    const { exportId, state } = await ask(me, 1001);
    expect([state, await exportsWaiting(boss)]).toEqual(["awaiting_approval", 1]);
    await writeExport(job(shop), exportId);
    await expect(openExport(me, { exportId })).rejects.toMatchObject({ code: "not_found" });
    const agree = (ctx: Ctx) => decideExport(ctx, { exportId, isApproved: true });
    await expect(agree(me)).rejects.toMatchObject({ code: "forbidden", reason: "tenancy.own_export" });
    // The same person under another membership, or raised to owner meanwhile, is the same person.
    const again = { ...me.actor, id: newId(), role: "owner" } as Actor;
    await expect(agree(shop.as(again))).rejects.toMatchObject({ reason: "tenancy.own_export" });
    for (const role of ["store_staff", "analyst"] as const)
      await expect(agree(shop.as(staffActor({ role })))).rejects.toMatchObject({ reason: "tenancy.not_for_role" });
    await agree(boss);
    await expect(agree(shop.as(staffActor()))).rejects.toMatchObject({ reason: "tenancy.export_decided" });
    await writeExport(job(shop), exportId);
    for (const ctx of [me, boss]) expect(await textOf(ctx, exportId)).toContain("会員0");
  });

  it("is refused with a reason, or taken back by who asked, and then never written", async () => {
    const shop = await newTestShop();
    const [me, boss] = [shop.as(marketer()), shop.as(staffActor())];
    const [one, two] = [await ask(me, 5000), await ask(me, 5000)];
    const refuse = (reason: string) => decideExport(boss, { exportId: one.exportId, isApproved: false, reason });
    await expect(refuse("  ")).rejects.toMatchObject({ reason: "tenancy.reason_missing" });
    await refuse("目的が不明です");
    await expect(withdrawExport(boss, two)).rejects.toMatchObject({ reason: "tenancy.export_of_others" });
    await withdrawExport(me, two);
    for (const { exportId } of [one, two]) {
      await writeExport(job(shop), exportId);
      await expect(openExport(me, { exportId })).rejects.toMatchObject({ code: "not_found" });
    }
    const { exports } = await exportsOf(me, {});
    expect(
      exports.map((row) => [row.state, row.decisionReason]).sort(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1)),
    ).toEqual([
      ["rejected", "目的が不明です"],
      ["withdrawn", null],
    ]);
  });

  it("begins where the shop says, which may be stricter but not laxer", async () => {
    const shop = await newTestShop();
    await setAccessSettings(shop.ctx, { requiresTotp: false, approvalAbovePersons: 0 });
    expect((await ask(shop.ctx, 1)).state).toBe("awaiting_approval");
    await expect(
      setAccessSettings(shop.ctx, { requiresTotp: false, approvalAbovePersons: 1001 }),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("of an unknown kind, with a strange filter, or without the kind's own permission is not begun", async () => {
    const shop = await newTestShop();
    const me = shop.as(marketer());
    await expect(requestExport(me, { kind: "nobody" })).rejects.toMatchObject({ reason: "tenancy.export_kind" });
    await expect(requestExport(me, { kind: "people", filter: { count: "x" } })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(requestExport(me, { kind: "audit_log" })).rejects.toMatchObject({ code: "forbidden" });
    for (const actor of [staffActor({ role: "analyst" }), { kind: "member", id: newId() } as const])
      await expect(ask(shop.as(actor), 1)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("that cannot be written says so", async () => {
    const shop = await newTestShop();
    const { exportId } = await ask(shop.ctx, 5);
    const breaks = { next: () => Promise.reject(new Error("gone")) };
    knowExportKinds([{ ...people, lines: () => ({ [Symbol.asyncIterator]: () => breaks }) }, auditExport]);
    await expect(writeExport(job(shop), exportId)).rejects.toThrow();
    knowExportKinds([people, auditExport]);
    const [row] = await shop.ctx.db.transaction(shop.ctx.tenant, "read", (tx) =>
      tx.select().from(dataExports).where(eq(dataExports.id, exportId)),
    );
    expect(row?.state).toBe("failed");
  });
});

describe("the audit log", () => {
  it("is found by person, kind, period and word, page by page, of one's own shop only", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const who = staffActor();
    const write = (ctx: Ctx, action: string, after: unknown) =>
      inTransaction(ctx, (t) => audit(t, { action, subject: { kind: "member", id: newId() }, after }));
    await write(other.ctx, "points.adjust", { reason: "他店" });
    for (let n = 0; n < 60; n += 1)
      await write(shop.as(who, new Date(shop.ctx.now.getTime() + n * 1000)), "points.adjust", { points: n });
    await write(shop.ctx, "members.update_profile", { city: "武蔵野市" });
    const all = await auditPage(shop.ctx, {});
    expect(all.rows).toHaveLength(50);
    expect((await auditPage(shop.ctx, { cursor: all.nextCursor ?? "" })).rows).toHaveLength(11);
    const found = async (filter: Parameters<typeof auditPage>[1]) => (await auditPage(shop.ctx, filter)).rows.length;
    expect(await found({ q: "武蔵野" })).toBe(1);
    expect(await found({ action: "members" })).toBe(1);
    expect(await found({ action: "member" })).toBe(0);
    expect(await found({ q: "他店" })).toBe(0);
    expect(await found({ actorId: who.kind === "staff" ? who.id : "", action: "members" })).toBe(0);
    expect([await found({ from: "2026-11-22", to: "2026-11-22" }), await found({ to: "2026-11-21" })]).toEqual([50, 0]);
    for (const role of ["marketer", "store_staff", "analyst"] as const)
      await expect(auditPage(shop.as(staffActor({ role })), {})).rejects.toMatchObject({ code: "forbidden" });
    for (const cursor of ["x", Buffer.from('["x","y"]').toString("base64url")])
      await expect(auditPage(shop.ctx, { cursor })).rejects.toMatchObject({ code: "invalid" });
  });

  it("has one line per person, member and ten minutes of looking", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx);
    const [clerk, later] = [shop.as(staffActor()), new Date(shop.ctx.now.getTime() + 600_000)];
    for (const ctx of [
      clerk,
      clerk,
      shop.as(staffActor()),
      shop.as(clerk.actor, later),
      shop.as({ kind: "member", id: memberId }),
    ])
      await auditRead(ctx, { memberId, what: "profile" });
    await inTransaction(clerk, (t) => auditRead(t, { memberId, what: "profile" }));
    const { rows } = await auditPage(shop.ctx, { action: "read", memberId });
    expect(rows).toHaveLength(3);
  });
});

describe("the database", () => {
  it("itself refuses an export that its requester agreed to, or nobody did", async () => {
    const { ctx } = await newTestShop();
    const accountId = newId();
    const row = {
      tenantId: ctx.tenant,
      kind: "members",
      filter: {},
      locale: "ja",
      personCount: 5000,
      needsApproval: true,
      requestedAt: ctx.now,
      requestedBy: newId(),
      requestedByAccount: accountId,
    };
    const write = (values: object) =>
      ctx.db.transaction(ctx.tenant, "write", (tx) =>
        tx.insert(dataExports).values({ ...row, id: newId(), state: "writing", ...values }),
      );
    await expect(write({ decidedByAccount: accountId, decidedBy: newId() })).rejects.toThrow();
    await expect(write({})).rejects.toThrow();
    await write({ decidedByAccount: newId(), decidedBy: newId() });
  });
});
